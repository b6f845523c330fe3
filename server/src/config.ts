import Type, { type Static } from 'typebox'
import { Check, Errors } from 'typebox/value'

const Switch = Type.Enum(['on', 'off'])

const Environment = Type.Object({
  NODE_ENV: Type.Optional(Type.Enum(['development', 'production', 'test'])),
  PORT: Type.Optional(Type.String({ pattern: '^\\d{1,5}$' })),
  HOST: Type.Optional(Type.String({ minLength: 1 })),
  DATA_DIR: Type.Optional(Type.String({ minLength: 1 })),
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  REDIS_URL: Type.Optional(Type.String({ pattern: '^rediss?://' })),
  /** The address that browsers see, behind a proxy or TLS; cookies and the Origin check go by it, never by a Host header. */
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^/]+$' })),
  TRUST_PROXY: Type.Optional(Type.String({ minLength: 1 })),
  DISTRICT: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' })),
  DEMO: Type.Optional(Switch),
  DRILL: Type.Optional(Switch),
  EMBEDDED_IN_PRODUCTION: Type.Optional(Switch),
  LOG_LEVEL: Type.Optional(Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])),
  /** A map service of one's own that knows the streets; without one, travel times are estimated. */
  TRAVEL_URL: Type.Optional(Type.String({ pattern: '^https?://[^\\s?#]+$' })),
  TRAVEL_KIND: Type.Optional(Type.Enum(['osrm', 'valhalla'])),
  /** Where vehicle terminals call by JT/T 808; without a port nobody listens for them. */
  JT808_PORT: Type.Optional(Type.String({ pattern: '^\\d{1,5}$' })),
  JT808_HOST: Type.Optional(Type.String({ minLength: 1 })),
  /** Requests a session may send in ten seconds, accepting and alarms not counted. */
  API_PER_10S: Type.Optional(Type.String({ pattern: '^\\d{1,7}$' })),
})
type Environment = Static<typeof Environment>

export interface Config {
  production: boolean
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  redisUrl: string | null
  publicUrl: string | null
  trustProxy: string[]
  districtId: string
  /** Demo accounts exist, and the synthetic district is loaded into an empty database. */
  demo: boolean
  /** The gentle drill runs beside the server. */
  drill: boolean
  /** The map service that is asked for ways over streets. */
  travel: { kind: 'osrm' | 'valhalla'; url: string } | null
  /** Where vehicle terminals call by JT/T 808. */
  jt808: { host: string; port: number } | null
  logLevel: string
  apiPer10s: number
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost']
const API_PER_10S = 200

/** The environment as one frozen object, or every fault in it at once, in words. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const known = Object.keys(Environment.properties)
  const set = Object.fromEntries(Object.entries(environment).filter(([name, value]) => known.includes(name) && value))
  const faults = Check(Environment, set)
    ? contradictions(set)
    : Errors(Environment, set).map(({ instancePath, message }) => `${instancePath.slice(1)} ${message}`)
  if (faults.length > 0)
    throw new Error(`The configuration is not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
  return Object.freeze(settled(set as Environment))
}

function settled(set: Environment): Config {
  const production = set.NODE_ENV === 'production'
  const demo = isDemo(set)
  return {
    production,
    port: Number(set.PORT ?? 3000),
    host: set.HOST ?? '127.0.0.1',
    dataDir: set.DATA_DIR ?? 'data',
    databaseUrl: set.DATABASE_URL ?? null,
    redisUrl: set.REDIS_URL ?? null,
    publicUrl: set.PUBLIC_URL ?? null,
    trustProxy: set.TRUST_PROXY?.split(',') ?? [],
    districtId: set.DISTRICT ?? 'haishu',
    demo,
    drill: set.DRILL === undefined ? demo : set.DRILL === 'on',
    travel: set.TRAVEL_URL && set.TRAVEL_KIND ? { url: set.TRAVEL_URL, kind: set.TRAVEL_KIND } : null,
    jt808: set.JT808_PORT ? { host: set.JT808_HOST ?? set.HOST ?? '127.0.0.1', port: Number(set.JT808_PORT) } : null,
    logLevel: set.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    apiPer10s: Number(set.API_PER_10S ?? API_PER_10S),
  }
}

const isDemo = (set: Environment) => (set.DEMO === undefined ? set.NODE_ENV !== 'production' : set.DEMO === 'on')

function contradictions(set: Environment): string[] {
  const faults: string[] = []
  if (Number(set.PORT ?? 0) > 65535) faults.push('PORT must be at most 65535')
  if (Number(set.JT808_PORT ?? 0) > 65535) faults.push('JT808_PORT must be at most 65535')
  if (set.JT808_HOST && !set.JT808_PORT) faults.push('JT808_HOST needs JT808_PORT: without it nobody listens')
  if (isDemo(set) && !LOOPBACK.includes(set.HOST ?? '127.0.0.1')) {
    faults.push(
      'HOST must be a loopback address in demo mode, whose passwords are public: set DEMO=off to serve others',
    )
  }
  if (isDemo(set) && set.PUBLIC_URL && !LOOPBACK.includes(new URL(set.PUBLIC_URL).hostname)) {
    faults.push(
      'PUBLIC_URL must be a loopback address in demo mode: a proxy would serve its public passwords to others',
    )
  }
  if (set.NODE_ENV === 'production' && !set.PUBLIC_URL && !LOOPBACK.includes(set.HOST ?? '127.0.0.1')) {
    faults.push('PUBLIC_URL is missing: cookies and the Origin check go by the address that browsers see')
  }
  if (set.DRILL === 'on' && !isDemo(set)) faults.push('DRILL=on needs demo mode: its squads sign in with demo accounts')
  if ((set.TRAVEL_URL === undefined) !== (set.TRAVEL_KIND === undefined))
    faults.push(
      'TRAVEL_URL and TRAVEL_KIND belong together: where the map service is, and whether it is osrm or valhalla',
    )
  if (set.REDIS_URL && !set.DATABASE_URL)
    faults.push('REDIS_URL needs DATABASE_URL: Redis joins several servers on one PostgreSQL')
  if (set.NODE_ENV === 'production' && !set.DATABASE_URL && set.EMBEDDED_IN_PRODUCTION !== 'on') {
    faults.push(
      'DATABASE_URL is missing: the embedded database never calls fsync, so a power cut can lose what was accepted. ' +
        'Set EMBEDDED_IN_PRODUCTION=on if you want it all the same',
    )
  }
  return faults
}
