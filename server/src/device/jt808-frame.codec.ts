/** How a dialect marks and escapes frames. `escapes`: first byte, second byte, what they stand for. */
export interface Dialect {
  readonly flag: number
  readonly escapes: readonly (readonly [number, number, number])[]
  /** The bytes that begin an escape. */
  readonly marks: readonly [number, number]
  /** Bytes of the terminal's number in the header before 2019. */
  readonly numberBytes: number
}
export const STANDARD: Dialect = {
  flag: 0x7e,
  escapes: [
    [0x7d, 1, 0x7d],
    [0x7d, 2, 0x7e],
  ],
  marks: [0x7d, 0x7d],
  numberBytes: 6,
}
/** Found in the field: another flag, other escapes and one byte more for the terminal's number. */
export const E7: Dialect = {
  flag: 0xe7,
  escapes: [
    [0xe6, 1, 0xe6],
    [0xe6, 2, 0xe7],
    [0x3e, 1, 0x3e],
    [0x3e, 2, 0x3d],
  ],
  marks: [0xe6, 0x3e],
  numberBytes: 7,
}

/** What may lie unfinished: the longest frame, escaped throughout, has 2,090 bytes. */
export const HELD_MOST = 4096
/** Shorter than an empty message between two flags is noise: line ends, keep-alives, a flag too many. */
const FRAME_LEAST = 12
const OPEN = 0x28
const CLOSE = 0x29

export interface Counted {
  frames: number
  /** Between flags, but with an escape that stands for nothing. */
  spoilt: number
  /** Bytes that belonged to no frame. */
  noise: number
  /** Times that `HELD_MOST` bytes came without an end: the line should be closed. */
  overflows: number
}

export interface Deframer {
  /** The frames that this piece of the stream completes, unescaped and without flags; sentences of locks in their brackets. */
  feed: (piece: Uint8Array) => readonly Uint8Array[]
  counted: Readonly<Counted>
  held: () => number
  /** Known from the first byte of the stream. */
  dialect: () => Dialect
}

/**
 * Cuts the stream of one terminal into frames. Every flag both ends and begins a frame, so that terminals that write one
 * or two between frames are read alike and garbage costs nothing but itself. A frame that came in one piece is handed
 * out where it lies, without a copy: whoever keeps it longer than the piece copies it.
 */
export function createDeframer(): Deframer {
  const counted: Counted = { frames: 0, spoilt: 0, noise: 0, overflows: 0 }
  const state: State = { counted, held: null, dialect: null, inSync: false, mayTalk: true }
  return {
    feed: (piece) => feed(state, piece),
    counted,
    held: () => state.held?.length ?? 0,
    dialect: () => state.dialect ?? STANDARD,
  }
}

interface State {
  counted: Counted
  held: Uint8Array | null
  dialect: Dialect | null
  /** A flag was seen: what comes belongs to a frame. */
  inSync: boolean
  /** The last flag ended a frame, so a bracket opens a sentence; behind one that begins a frame it is a byte like others. */
  mayTalk: boolean
}

function feed(state: State, piece: Uint8Array): readonly Uint8Array[] {
  const frames: Uint8Array[] = []
  if (piece.length === 0) return frames
  state.dialect ??= piece[0] === E7.flag ? E7 : STANDARD
  const { flag, marks } = state.dialect
  let from = 0
  let isEscaped = state.held !== null
  let isSentence = state.mayTalk && (state.held ?? piece)[0] === OPEN
  for (let at = 0; at < piece.length; at++) {
    const byte = piece[at]
    if (byte === flag) {
      const frame = end(state, piece, from, at, isEscaped)
      if (frame) frames.push(frame)
      isEscaped = false
    } else if (isSentence && byte === CLOSE) {
      frames.push(say(state, piece, from, at + 1))
    } else {
      if (byte === marks[0] || byte === marks[1]) isEscaped = true
      continue
    }
    from = at + 1
    isSentence = state.mayTalk && piece[from] === OPEN
  }
  keep(state, piece, from, isSentence)
  return frames
}

/** What lay between two flags, if it is a frame. */
function end(state: State, piece: Uint8Array, from: number, to: number, isEscaped: boolean): Uint8Array | null {
  const { counted, held, inSync, dialect } = state
  const whole = held ? joined(held, piece, from, to) : piece
  const start = held ? 0 : from
  const stop = held ? whole.length : to
  state.held = null
  state.inSync = true
  state.mayTalk = inSync && stop > start
  if (!inSync || stop - start < FRAME_LEAST || stop - start > HELD_MOST) {
    if (stop - start > HELD_MOST) counted.overflows++
    counted.noise += stop - start
    return null
  }
  const frame = isEscaped ? unescaped(whole, start, stop, dialect ?? STANDARD) : whole.subarray(start, stop)
  if (frame) counted.frames++
  else counted.spoilt++
  return frame
}

/** A sentence is whole as soon as its bracket closes. */
function say(state: State, piece: Uint8Array, from: number, to: number): Uint8Array {
  const words = joined(state.held, piece, from, to)
  state.counted.frames++
  state.held = null
  state.inSync = true
  return words
}

function keep(state: State, piece: Uint8Array, from: number, isSentence: boolean): void {
  const length = (state.held?.length ?? 0) + piece.length - from
  if (length <= HELD_MOST && (state.inSync || isSentence)) {
    if (from < piece.length) state.held = joined(state.held, piece, from, piece.length)
    state.inSync = true
    return
  }
  if (length > HELD_MOST) state.counted.overflows++
  state.counted.noise += length
  state.held = null
  state.inSync = false
}

function joined(held: Uint8Array | null, piece: Uint8Array, from: number, to: number): Uint8Array {
  const before = held?.length ?? 0
  const whole = new Uint8Array(before + to - from)
  if (held) whole.set(held)
  whole.set(piece.subarray(from, to), before)
  return whole
}

function unescaped(bytes: Uint8Array, from: number, to: number, { escapes, marks }: Dialect): Uint8Array | null {
  let pairs = 0
  for (let at = from; at < to; at++) if (bytes[at] === marks[0] || bytes[at] === marks[1]) pairs++
  // The exact length: cutting a small array afterwards costs more than counting first.
  const plain = new Uint8Array(to - from - pairs)
  let length = 0
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    if (byte === marks[0] || byte === marks[1]) {
      at++
      const second = at < to ? bytes[at] : undefined
      const meant = escapes.find((pair) => pair[0] === byte && pair[1] === second)
      if (!meant) return null
      plain[length++] = meant[2]
    } else plain[length++] = byte
  }
  return plain
}

/** The bytes of a frame as they go over the line: flagged and escaped. */
export function onTheWire(frame: Uint8Array, { flag, escapes }: Dialect): Uint8Array {
  const pairOf = (byte: number) => (isSpecial(byte) ? escapes.find(([, , meant]) => meant === byte) : undefined)
  let pairs = 0
  for (let at = 0; at < frame.length; at++) if (pairOf(frame[at] ?? 0)) pairs++
  const wire = new Uint8Array(frame.length + pairs + 2)
  if (pairs === 0) {
    wire[0] = flag
    wire.set(frame, 1)
    wire[frame.length + 1] = flag
    return wire
  }
  let length = 0
  wire[length++] = flag
  for (let at = 0; at < frame.length; at++) {
    const byte = frame[at] ?? 0
    const pair = pairOf(byte)
    wire[length++] = pair ? pair[0] : byte
    if (pair) wire[length++] = pair[1]
  }
  wire[length] = flag
  return wire
}
/** Whether any dialect might escape it. */
const isSpecial = (byte: number) => (byte & 0x3c) === 0x3c || (byte & 0xe6) === 0xe6
