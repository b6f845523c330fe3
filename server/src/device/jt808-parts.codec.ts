import type { Frame } from './jt808-header.codec.ts'
import { type Fault, fault } from './report.ts'

/** GUARANTEES 5: what may lie unfinished for one terminal. */
export const PARTS_MOST = 64
export const PARTS_BYTES_MOST = 65_536
export const PARTS_WITHIN_MS = 30_000

export interface Waiting {
  readonly kind: 'waiting'
}

export interface Assembler {
  /** The whole message, if this part completes it. A frame that is whole by itself passes unchanged. */
  take: (frame: Frame, now: number) => Frame | Waiting | Fault
  /** What is missing of the message under way, for asking once more: the serial of its first part and the numbers of the missing. */
  missing: () => Missing | null
  /** Messages given up: too old, or another began. */
  given: () => number
  held: () => number
}

export interface Missing {
  readonly id: number
  readonly serial: number
  readonly parts: readonly number[]
}

interface Assembly {
  readonly id: number
  readonly serial: number
  readonly bodies: (Uint8Array | undefined)[]
  readonly beganAt: number
  left: number
  bytes: number
}

const WAITING: Waiting = { kind: 'waiting' }

/**
 * Puts a message together that a terminal sends in parts. One at a time: the parts of one message have serials in a row,
 * so a part of another message ends the one before. Parts are copied, for they outlive the piece of the stream they came in.
 */
export function createAssembler(): Assembler {
  const state: State = { current: null, given: 0 }
  return {
    take: (frame, now) => take(state, frame, now),
    missing: () => missingOf(state.current),
    given: () => state.given,
    held: () => state.current?.bytes ?? 0,
  }
}

interface State {
  current: Assembly | null
  given: number
}

function take(state: State, frame: Frame, now: number): Frame | Waiting | Fault {
  const { parts, part } = frame
  if (parts === 1 && part === 1) return frame
  if (part < 1 || part > parts) return fault('part.number')
  if (parts > PARTS_MOST) return fault('part.too-many')
  const assembly = assemblyFor(state, frame, now)
  if (assembly.bodies[part - 1]) return WAITING
  // Not `slice`, which of a Buffer is no copy.
  const body = new Uint8Array(frame.bytes.subarray(frame.from, frame.to))
  if (assembly.bytes + body.length > PARTS_BYTES_MOST) {
    giveUp(state)
    return fault('part.too-large')
  }
  assembly.bodies[part - 1] = body
  assembly.bytes += body.length
  assembly.left--
  if (assembly.left > 0) return WAITING
  state.current = null
  const bytes = whole(assembly)
  return { ...frame, parts: 1, part: 1, bytes, from: 0, to: bytes.length }
}

function assemblyFor(state: State, frame: Frame, now: number): Assembly {
  const serial = (frame.serial - frame.part + 1) & 0xffff
  const { current } = state
  const isSame = current?.id === frame.id && current.serial === serial && current.bodies.length === frame.parts
  if (current && isSame && now - current.beganAt <= PARTS_WITHIN_MS) return current
  giveUp(state)
  const bodies = new Array<Uint8Array | undefined>(frame.parts)
  const begun = { id: frame.id, serial, bodies, beganAt: now, left: frame.parts, bytes: 0 }
  state.current = begun
  return begun
}

function giveUp(state: State): void {
  if (state.current) state.given++
  state.current = null
}

function whole({ bodies, bytes }: Assembly): Uint8Array {
  const all = new Uint8Array(bytes)
  let at = 0
  for (const body of bodies) {
    if (!body) continue
    all.set(body, at)
    at += body.length
  }
  return all
}

function missingOf(assembly: Assembly | null): Missing | null {
  if (!assembly) return null
  const { id, serial, bodies } = assembly
  return { id, serial, parts: Array.from(bodies, (body, nth) => (body ? 0 : nth + 1)).filter((part) => part > 0) }
}
