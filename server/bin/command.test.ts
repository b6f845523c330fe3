import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const directory = mkdtempSync(join(tmpdir(), 'lianqin-command-'))
afterAll(() => rmSync(directory, { recursive: true }))

interface Ended {
  code: number
  out: string
  err: string
}
function run(name: string, ...words: string[]): Promise<Ended> {
  const { DATABASE_URL: _, ...env } = process.env
  return new Promise((resolve) => {
    const file = join(import.meta.dirname, `${name}.ts`)
    const options = { env: { ...env, DATA_DIR: join(directory, 'none') }, timeout: 60_000 }
    const child = execFile(process.execPath, [file, ...words], options, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })
}
const noStack = /\n\s+at |node:internal|ERR_/

describe.each(['verify', 'simulate', 'drill', 'import', 'person', 'district', 'tracks'])('npm run %s', (name) => {
  it('shows its usage on --help, and refuses an unknown option in a line with the usage below it', async () => {
    expect(await run(name, '--help')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining(`npm run ${name}`),
    })
    const unknown = await run(name, '--foo')
    expect(unknown).toMatchObject({ code: 2, out: '' })
    expect(unknown.err).toMatch(new RegExp(`^Unknown option '--foo'\\n\\n[^]*npm run ${name}`))
    expect(unknown.err).not.toMatch(noStack)
  })
})

it.each([
  ['simulate', ['--seeds', '0'], '--seeds takes a whole number from 1 on, not 0'],
  ['simulate', ['--from', 'x'], '--from takes a whole number from 1 on, not x'],
  ['drill', ['--rate', 'x'], '--rate takes a number above 0, not x'],
  ['person', ['add', 'li', '--title', '李', '--role', 'king'], '--role must be one of'],
  ['import', [], 'One FILE.csv and its --map are needed.'],
  ['district', ['catalogue', '/nowhere.csv'], 'There is no /nowhere.csv.'],
  ['tracks', [], 'Say what to do: purge --before DAY.'],
  ['tracks', ['purge'], 'Say up to which day: --before 2026-03-01.'],
  [
    'tracks',
    ['purge', '--before', '2026-02-30'],
    '--before takes a day such as 2026-03-01, and there is no day 2026-02-30.',
  ],
  ['district', ['import', '--areas', 'x.json'], 'Say in which datum x.json is'],
])('npm run %s says what is wrong with %j', async (name, words, told) => {
  const ended = await run(name, ...words)
  expect(ended).toMatchObject({ code: 2, out: '' })
  expect(ended.err.startsWith(told)).toBe(true)
  expect(ended.err).not.toMatch(noStack)
})

it('a command that only reads says where there is no database, ends, and makes none', async () => {
  const ended = await run('verify')
  expect(ended).toMatchObject({ code: 2, out: '' })
  expect(ended.err).toMatch(/^There is no Lianqin database in .*none: give the same DATA_DIR/)
  expect(existsSync(join(directory, 'none'))).toBe(false)
})
