import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { ImportedIncident, ImportReceipt } from '@lianqin/shared/incident'
import type { DemoAccount } from '@lianqin/shared/person'
import type { Reference } from '@lianqin/shared/reference'

/** A signed-in client of the public interface, like any other. */
export interface IntakeClient {
  reference: () => Promise<Reference>
  send: (rows: readonly ImportedIncident[]) => Promise<ImportReceipt>
}

export interface Credentials {
  name: string
  password: string
}

const TRIES = 6
const FIRST_PAUSE_MS = 500
const TIMEOUT_MS = 20_000
/** Answers that a second try can turn: nothing was decided. */
const TRY_AGAIN = [429, 502, 503, 504]

/** Signs in: with the credentials given, or in demo mode as the demo's shift lead. */
export async function signIn(server: string, given: Credentials | null): Promise<IntakeClient> {
  const api = `${server.replace(/\/$/, '')}/api/v1`
  const credentials = given ?? (await demoShiftLead(api))
  if (!credentials) throw new Error('no account: give --name and --password, or set LIANQIN_NAME and LIANQIN_PASSWORD')
  const answer = await ask(`${api}/session`, {
    method: 'POST',
    ...body({ name: credentials.name, password: credentials.password }),
  })
  if (!answer.ok) throw new Error(`signing in as ${credentials.name} was refused: ${await reason(answer)}`)
  // Of this run only: a later run of the same file is to hear from the server that it knows the rows, not the old answer.
  const run = randomUUID()
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return {
    reference: () => ask(`${api}/reference`, { headers: { cookie } }).then((answer) => taken<Reference>(answer)),
    send: async (rows) => {
      const { headers, ...rest } = body({ rows })
      const key = `import-${createHash('sha256').update(run).update(rest.body).digest('hex').slice(0, 48)}`
      const posted = { method: 'POST', headers: { ...headers, cookie, 'idempotency-key': key }, ...rest }
      return taken<ImportReceipt>(await ask(`${api}/incidents/imports`, posted))
    },
  }
}

async function demoShiftLead(api: string): Promise<Credentials | null> {
  const answer = await ask(`${api}/demo`, {})
  if (!answer.ok) return null
  const { accounts } = (await answer.json()) as { accounts: DemoAccount[] }
  return accounts.find(({ role, scope }) => role === 'shift-lead' && scope.kind === 'district') ?? null
}

function body(value: object) {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

/** Asks again with growing pauses while the server is busy or away; the key makes a repeated batch one in effect. */
async function ask(url: string, init: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((cause: unknown) => {
      if (tries < TRIES) return null
      throw new Error(`${new URL(url).origin} does not answer`, { cause })
    })
    if (answer && (tries === TRIES || !TRY_AGAIN.includes(answer.status))) return answer
    const asked = Number(answer?.headers.get('retry-after')) * 1000
    await pause(asked > 0 ? asked : FIRST_PAUSE_MS * 2 ** (tries - 1))
  }
}

async function taken<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw new Error(`the server refused: ${await reason(answer)}`)
  return (await answer.json()) as T
}

async function reason(answer: Response): Promise<string> {
  const text = await answer.text()
  return `${answer.status} ${text.slice(0, 300)}`
}
