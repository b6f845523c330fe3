import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Problem } from '@lianqin/shared/wire/problem'

const derive = promisify(argon2)

/** Kibibytes, passes. The first is what people get; the second only for demo accounts, whose passwords are public anyway. */
const STRONG = { memory: 65_536, passes: 3 }
const DEMO = { memory: 64, passes: 1 }
const TAG_LENGTH = 32
/** How the hash of a public password can be told from that of a secret one. */
export const DEMO_HASH_PREFIX = `$argon2id$v=19$m=${DEMO.memory},t=${DEMO.passes},`
const AT_ONCE = 2
const WAIT_MS = 3_000

// Each hash takes 64 MiB and a core: more than two at once would stall everything else on a small machine.
const hashing = { running: 0, waiting: [] as (() => void)[] }

/** argon2id in the usual text form, so that cost can be raised later without losing anybody. */
export const hashPassword = (password: string): Promise<string> => hash(password, STRONG)
export const hashDemoPassword = (password: string): Promise<string> => hash(password, DEMO)

async function hash(password: string, { memory, passes }: typeof STRONG): Promise<string> {
  const salt = randomBytes(16)
  const tag = await tagOf(password, salt, memory, passes)
  return `$argon2id$v=19$m=${memory},t=${passes},p=1$${salt.toString('base64url')}$${tag.toString('base64url')}`
}

export async function isPassword(password: string, hashed: string): Promise<boolean> {
  const [, , , costs = '', salt = '', tag = ''] = hashed.split('$')
  const [memory = 0, passes = 0] = (costs.match(/\d+/g) ?? []).map(Number)
  const expected = Buffer.from(tag, 'base64url')
  const actual = await tagOf(password, Buffer.from(salt, 'base64url'), memory, passes)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

async function tagOf(password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> {
  await place()
  try {
    const tag = await derive('argon2id', {
      message: password,
      nonce,
      parallelism: 1,
      tagLength: TAG_LENGTH,
      memory,
      passes,
    })
    return Buffer.from(tag as Uint8Array)
  } finally {
    // A freed place goes to whoever has waited longest: a newcomer would otherwise take it before the woken one.
    const next = hashing.waiting.shift()
    if (next) next()
    else hashing.running--
  }
}

function place(): Promise<void> {
  if (hashing.running < AT_ONCE) {
    hashing.running++
    return Promise.resolve()
  }
  return new Promise<void>((resolve, reject) => {
    const go = () => {
      clearTimeout(limit)
      resolve()
    }
    const limit = setTimeout(() => {
      hashing.waiting.splice(hashing.waiting.indexOf(go), 1)
      reject(new Problem('server.busy'))
    }, WAIT_MS)
    hashing.waiting.push(go)
  })
}

/** An unknown name costs as much time as a wrong password, so that names cannot be told from the clock. */
export const NOBODYS_HASH = await hashPassword(randomBytes(16).toString('hex'))
