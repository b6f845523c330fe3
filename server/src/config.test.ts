import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the configuration', () => {
  it('is complete without any environment: embedded, on this machine only, with the demo', () => {
    const config = readConfig({})
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      redisUrl: null,
      demo: true,
      drill: true,
      production: false,
    })
    expect(Object.isFrozen(config)).toBe(true)
  })

  it('in production has no demo, and wants a database that keeps what it has confirmed', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(/DATABASE_URL is missing.*fsync/)
    expect(readConfig({ NODE_ENV: 'production', DATABASE_URL: 'postgres://x/y' })).toMatchObject({
      demo: false,
      drill: false,
    })
    expect(readConfig({ NODE_ENV: 'production', EMBEDDED_IN_PRODUCTION: 'on' }).databaseUrl).toBeNull()
  })

  it('names every fault at once, in words', () => {
    const wrong = {
      PORT: 'eighty',
      DATABASE_URL: 'mysql://x',
      REDIS_URL: 'http://x',
      DEMO: 'yes',
      PUBLIC_URL: 'https://x/y',
    }
    expect(() => readConfig(wrong)).toThrow(/PORT.*DATABASE_URL.*REDIS_URL.*PUBLIC_URL.*DEMO/s)
  })

  it.each([
    ['a demo that others can reach', { HOST: '0.0.0.0' }, /HOST must be a loopback address in demo mode/],
    ['a drill without its accounts', { DEMO: 'off', DRILL: 'on' }, /DRILL=on needs demo mode/],
    ['Redis without PostgreSQL', { REDIS_URL: 'redis://x' }, /REDIS_URL needs DATABASE_URL/],
    [
      'a map service of no known kind',
      { TRAVEL_URL: 'http://127.0.0.1:5000' },
      /TRAVEL_URL and TRAVEL_KIND belong together/,
    ],
    ['a port beyond the last', { PORT: '70000' }, /PORT must be at most 65535/],
  ])('refuses %s', (_, environment, words) => {
    expect(() => readConfig(environment)).toThrow(words)
  })

  it('takes an empty variable for one that is not set, and ignores what is not its own', () => {
    expect(readConfig({ DATABASE_URL: '', PATH: '/bin', SOMETHING: 'else' })).toEqual(readConfig({}))
  })
})
