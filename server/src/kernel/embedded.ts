// A look-alike of pg.Pool over one PGlite session in a worker thread: as much of it as Kysely's PostgresDialect and
// BullMQ's PostgreSQL backend use.
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { lockDirectory } from './directory-lock.ts'

/** What the thread is asked, and what it tells. */
export interface Ask {
  id: number
  text: string
  params?: readonly unknown[] | undefined
  order?: 'close' | undefined
}
export type Told =
  | { ready: true }
  | { channel: string; payload: string }
  | { id: number; rows: unknown[]; rowCount: number; error?: object }

// biome-ignore lint/suspicious/noExplicitAny: stands in for pg's QueryResult, whose rows are any
type Result = { rows: any[]; rowCount: number; command: string; fields: never[] }

/** A transaction whose owner went away without ending it would hold up everybody for good. */
const ABANDONED_MS = 15_000

export class EmbeddedClient extends EventEmitter {
  // BullMQ trusts a listening connection only once keep-alive is on; here there is no socket to lose.
  readonly connection = { stream: { setKeepAlive() {} } }
  readonly #pool: EmbeddedPool
  #release: (() => void) | undefined
  #watch: NodeJS.Timeout | undefined
  /** Its transaction was rolled back under it: what it still sends must not be taken for statements of their own. */
  #abandoned = false

  constructor(pool: EmbeddedPool) {
    super()
    this.setMaxListeners(0)
    this.#pool = pool
  }

  async query(text: string, params?: readonly unknown[]): Promise<Result> {
    const verb = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? ''
    if (this.#abandoned) {
      this.#abandoned = verb !== 'rollback'
      if (verb === 'rollback') return { rows: [], rowCount: 0, command: '', fields: [] }
      throw Object.assign(new Error('the transaction stood idle and was rolled back'), { code: '25P03' })
    }
    if (this.#release) return this.#inTransaction(verb, text, params)
    if (verb !== 'begin' && verb !== 'start') return this.#pool.alone(() => this.#pool.ask(text, params))
    this.#release = await this.#pool.enter()
    return this.#inTransaction(verb, text, params)
  }

  release() {
    this.#pool.clients.delete(this)
    this.#abandoned = false
    if (this.#release) this.#end(this.#pool.ask('rollback'))
  }

  async #inTransaction(verb: string, text: string, params?: readonly unknown[]): Promise<Result> {
    clearTimeout(this.#watch)
    const asked = this.#pool.ask(text, params)
    const watch = () => {
      if (this.#release) this.#watch = setTimeout(() => this.#abandon(), ABANDONED_MS).unref()
    }
    asked.then(watch, watch)
    if (verb === 'commit' || (verb === 'rollback' && !/^\s*rollback\s+(work\s+|transaction\s+)?to\b/i.test(text)))
      this.#end(asked)
    return asked
  }

  #abandon() {
    this.#abandoned = true
    this.#end(this.#pool.ask('rollback'))
  }

  #end(last: Promise<unknown>) {
    clearTimeout(this.#watch)
    const release = this.#release
    this.#release = undefined
    last.then(release, release)
  }
}

export class EmbeddedPool extends EventEmitter {
  readonly clients = new Set<EmbeddedClient>()
  readonly options = { max: 1, keepAlive: true }
  readonly #thread: Worker
  readonly #own = new EmbeddedClient(this)
  readonly #asked = new Map<number, { resolve: (result: Result) => void; reject: (error: Error) => void }>()
  readonly #unlock: () => void
  #last = 0
  #turn: Promise<void> = Promise.resolve()
  #ended: Promise<void> | undefined
  #dead: Error | undefined

  /** Opens (and on first use makes) the database in a directory, which is this process's alone until `end`. */
  static async open(directory: string): Promise<EmbeddedPool> {
    const unlock = lockDirectory(directory)
    const thread = new Worker(new URL('./embedded.thread.ts', import.meta.url), {
      workerData: { directory: join(directory, 'pg') },
    })
    try {
      await new Promise<void>((resolve, reject) => {
        thread.once('message', () => resolve())
        thread.once('error', reject)
        thread.once('exit', (code) => reject(new Error(`the embedded database ended with code ${code} while opening`)))
      })
    } catch (error) {
      unlock()
      throw error
    }
    return new EmbeddedPool(thread, unlock)
  }

  private constructor(thread: Worker, unlock: () => void) {
    super()
    this.#thread = thread
    this.#unlock = unlock
    const lost = (error: Error) => {
      this.#dead = error
      for (const asked of this.#asked.values()) asked.reject(error)
      this.#asked.clear()
      if (!this.#ended && this.listenerCount('error') > 0) this.emit('error', error)
    }
    thread.on('message', (told: Told) => this.#hear(told))
    thread.on('error', lost)
    thread.on('exit', () => lost(new Error('the embedded database has ended')))
  }

  #hear(told: Told) {
    if ('channel' in told) {
      for (const client of this.clients) client.emit('notification', { channel: told.channel, payload: told.payload })
    } else if ('id' in told) {
      const asked = this.#asked.get(told.id)
      this.#asked.delete(told.id)
      if (told.error) asked?.reject(Object.assign(new Error(), told.error))
      else asked?.resolve({ rows: told.rows, rowCount: told.rowCount, command: '', fields: [] })
    }
  }

  ask(text: string, params?: readonly unknown[], order?: Ask['order']): Promise<Result> {
    // Nobody answers any more, and a message to nobody raises nothing.
    if (this.#dead) return Promise.reject(this.#dead)
    const id = ++this.#last
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject })
      this.#thread.postMessage({ id, text, params, order } satisfies Ask)
    })
  }

  /**
   * Waits for its turn on the one session and keeps it until the returned function is called. Every statement takes a turn,
   * alone or as part of a transaction: one that slipped into somebody else's transaction would be rolled back with it.
   */
  async enter(): Promise<() => void> {
    const before = this.#turn
    let leave = () => {}
    this.#turn = new Promise((resolve) => {
      leave = resolve
    })
    await before
    return leave
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    const leave = await this.enter()
    try {
      return await work()
    } finally {
      leave()
    }
  }

  query(text: string, params?: readonly unknown[]): Promise<Result> {
    return this.#own.query(text, params)
  }

  async connect(): Promise<EmbeddedClient> {
    const client = new EmbeddedClient(this)
    this.clients.add(client)
    return client
  }

  end(): Promise<void> {
    this.#ended ??= this.alone(() => this.ask('', [], 'close'))
      .then(() => this.#thread.terminate())
      .then(this.#unlock)
    return this.#ended
  }
}
