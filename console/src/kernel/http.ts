import { Problem, problems, type WireProblem } from '@lianqin/shared/wire/problem'
import { networkFault } from './network-fault.ts'

const BASE = '/api/v1'
/** How often a command is sent before this screen admits that the network is gone. */
const ATTEMPTS = 3
const FIRST_WAIT_MS = 400
const TIMEOUT_MS = 15_000
/** An answer that comes in pieces has stopped coming when none came for so long. */
const SILENT_MS = 30_000

export interface Sending {
  /** The name of this command: the same name takes effect once, however often it is sent. */
  key?: string
  attempts?: number
  /** Whoever asked no longer wants to know. */
  signal?: AbortSignal
}

const signedOut = new Set<() => void>()
/** Runs when the server no longer knows this session. */
export const onSignedOut = (run: () => void) => signedOut.add(run)

/** A name nobody else will choose. Outside a secure context browsers offer no `randomUUID`. */
export function commandKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const get = <T>(path: string, sending: Pick<Sending, 'signal'> = {}) => send<T>('GET', path, undefined, sending)
export const post = <T>(path: string, body: object, sending: Sending = {}) => send<T>('POST', path, body, sending)
/** Sends a picture as its own bytes. */
export const postPicture = <T>(path: string, picture: Blob, sending: Sending = {}) =>
  send<T>('POST', path, picture, sending)
export const remove = (path: string) => send<void>('DELETE', path, undefined, { attempts: 1 })

async function send<T>(method: string, path: string, body: object | undefined, sending: Sending): Promise<T> {
  const headers: Record<string, string> = {}
  if (body) headers['content-type'] = body instanceof Blob ? body.type : 'application/json'
  if (method === 'POST') headers['idempotency-key'] = sending.key ?? commandKey()
  const request: RequestInit = { method, headers, credentials: 'same-origin' }
  if (body) request.body = body instanceof Blob ? body : JSON.stringify(body)
  const response = await stubbornly(sending, () =>
    fetch(BASE + path, { ...request, signal: either(AbortSignal.timeout(TIMEOUT_MS), sending.signal) }),
  )
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T
  throw await refusal(response)
}

/** Reads an answer that comes as bytes, piece by piece as it arrives; so long as it comes, it may take. */
export async function getPieces(
  path: string,
  take: (piece: Uint8Array) => void,
  { signal }: Pick<Sending, 'signal'> = {},
): Promise<void> {
  const stop = new AbortController()
  const response = await stubbornly(signal ? { signal } : {}, () =>
    fetch(BASE + path, { credentials: 'same-origin', signal: either(stop.signal, signal) }),
  )
  if (!response.ok) throw await refusal(response)
  const reader = response.body?.getReader()
  const read = async () => {
    const silence = setTimeout(() => stop.abort(networkFault('the answer stopped coming')), SILENT_MS)
    return reader?.read().finally(() => clearTimeout(silence))
  }
  try {
    for (let piece = await read(); piece && !piece.done; piece = await read()) take(piece.value)
  } catch (cause) {
    // What was understood of it is of no use to a reader that could not take it.
    stop.abort()
    throw cause
  }
}

/** Fetches a file whole, under the name the server gives it: a refusal is told like any other, and half a file is none. */
export async function getFile(path: string): Promise<{ blob: Blob; name: string }> {
  const response = await stubbornly({}, () => fetch(BASE + path, { credentials: 'same-origin' }))
  if (!response.ok) throw await refusal(response)
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'file'
  const blob = await response.blob().catch((cause) => {
    throw networkFault('the file ended before its end', cause)
  })
  return { blob, name }
}

/** Old phones know no signal of two; none of what they ask for is given up. */
const either = (one: AbortSignal, other?: AbortSignal) => (other ? AbortSignal.any([one, other]) : one)

/** Repeats what never got an answer; an answer, even a refusal, is final. */
async function stubbornly(
  { attempts = ATTEMPTS, signal }: Pick<Sending, 'attempts' | 'signal'>,
  ask: () => Promise<Response>,
): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await ask()
      // A gateway without its server answers in its place; a busy server may have done it all the same. The key makes sure.
      if (![502, 503, 504].includes(response.status) || attempt >= attempts) return response
    } catch (cause) {
      if (signal?.aborted) throw cause
      if (attempt >= attempts) throw networkFault('the server could not be reached', cause)
    }
    await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + Math.random())))
  }
}

async function refusal(response: Response): Promise<Error> {
  const answer: unknown = await response.json().catch(() => null)
  if (!isProblem(answer)) return networkFault(`the server answered ${response.status} without a reason`)
  if (answer.code === 'session.missing') for (const run of signedOut) run()
  return new Problem(answer.code, { ...answer.params, requestId: answer.requestId })
}

const isProblem = (answer: unknown): answer is WireProblem =>
  typeof answer === 'object' && answer !== null && 'code' in answer && String(answer.code) in problems
