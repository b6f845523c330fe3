import { type Addressee, ANSWER_COMPACT_ID, COMPACT_IDS, type Frame, writeFrame } from './jt808-header.codec.ts'
import type { TerminalMessage } from './jt808-message.codec.ts'
import type { Missing } from './jt808-parts.codec.ts'
import { writeTime } from './jt808-time.codec.ts'
import { bytes16, bytes32, put16 } from './octets.codec.ts'

/** Results of the general answer 0x8001. */
export const RESULT = { done: 0, failed: 1, wrong: 2, unsupported: 3, alarmHeard: 4 } as const
export type Result = keyof typeof RESULT

/** Results of a registration, 0x8100. */
export const REGISTERED = { done: 0, vehicleTaken: 1, vehicleUnknown: 2, terminalTaken: 3, terminalUnknown: 4 } as const
export type Registered = keyof typeof REGISTERED

const GENERAL_BYTES = 5
/** 0x8001: that a message came, and what became of it. */
export function generalAnswer(frame: Frame, serial: number, result: Result): Uint8Array {
  const body = new Uint8Array(GENERAL_BYTES)
  body[put16(body, put16(body, 0, frame.serial), frame.id)] = RESULT[result]
  return writeFrame(frame, { id: 0x8001, serial, body })
}

/** 0x8100; the code, which the terminal shows when it comes back, only if it was registered. */
export function registerAnswer(frame: Frame, serial: number, result: Registered, code: string): Uint8Array {
  const letters = result === 'done' ? new TextEncoder().encode(code) : []
  return writeFrame(frame, { id: 0x8100, serial, body: [...bytes16(frame.serial), REGISTERED[result], ...letters] })
}

/** 0x8003: send these parts once more. Their count has one byte before 2019 and two since. */
export function askAgain(to: Addressee, serial: number, { serial: first, parts }: Missing): Uint8Array {
  const count = to.version === null ? [parts.length & 255] : bytes16(parts.length)
  return writeFrame(to, { id: 0x8003, serial, body: [...bytes16(first), ...count, ...parts.flatMap(bytes16)] })
}

/** 0x8004 of 2019: UTC in BCD. */
const timeAnswer = (frame: Frame, serial: number, now: number) =>
  writeFrame(frame, { id: 0x8004, serial, body: writeTime(now, 0) })

/** 0x8109 of some makers: UTC as numbers, the year in two bytes. */
function makersTimeAnswer(frame: Frame, serial: number, now: number): Uint8Array {
  const at = new Date(now)
  const clock = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()]
  const body = [...bytes16(at.getUTCFullYear()), at.getUTCMonth() + 1, at.getUTCDate(), ...clock, 0]
  return writeFrame(frame, { id: 0x8109, serial, body })
}

/** 0x4401: as short as the locks that ask for it are. */
const compactAnswer = (frame: Frame) =>
  writeFrame(frame, { id: ANSWER_COMPACT_ID, serial: 1, body: [...bytes16(frame.id), RESULT.done] })

/** What is itself an answer of the terminal gets none. */
const REPLIES = new Set([
  0x0001, 0x0104, 0x0107, 0x0201, 0x0500, 0x0700, 0x0802, 0x0805, 0x1003, 0x1205, 0x1300, 0x0608,
])

/**
 * What the standard wants answered to a message that was read, or null if nothing: 0x8001 to most, 0x8004, 0x8800 and their
 * like where there is an answer of its own. A registration is answered by `registerAnswer`, for somebody has to decide it;
 * what is refused for other reasons, by `generalAnswer` with its result.
 */
export function answerTo(frame: Frame, message: TerminalMessage, serial: number, now: number): Uint8Array | null {
  if (message.kind === 'register' || REPLIES.has(frame.id)) return null
  if (frame.id === COMPACT_IDS.report || frame.id === COMPACT_IDS.blind) {
    return frame.isMarked && message.kind === 'reports' ? compactAnswer(frame) : null
  }
  if (message.kind === 'time') return (frame.id === 0x0109 ? makersTimeAnswer : timeAnswer)(frame, serial, now)
  if (message.kind === 'media') return writeFrame(frame, { id: 0x8800, serial, body: bytes32(message.mediaId) })
  if (message.kind === 'fault') return generalAnswer(frame, serial, 'wrong')
  return generalAnswer(frame, serial, message.kind === 'unknown' ? 'unsupported' : 'done')
}
