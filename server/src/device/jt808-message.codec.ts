import type { Family } from './jt808-alarm.codec.ts'
import { readBatch, readShortBatch } from './jt808-batch.codec.ts'
import { readCompact } from './jt808-compact.codec.ts'
import type { Manner } from './jt808-draft.codec.ts'
import { COMPACT_IDS, type Frame } from './jt808-header.codec.ts'
import { readLocation } from './jt808-location.codec.ts'
import { type Authentication, type Registration, readAuthentication, readRegistration } from './jt808-session.codec.ts'
import {
  readAttributes,
  readCommandReply,
  readDriver,
  readHeartbeat,
  readMotionSamples,
  readParameters,
  readSpokenText,
  readWideText,
} from './jt808-status.codec.ts'
import { readTransparent } from './jt808-transparent.codec.ts'
import { u8, u16, u32 } from './octets.codec.ts'
import { type Facts, type Fault, fault, type Report } from './report.ts'

/** The settings of a terminal that say how it is to be read; what is not set follows the standard. */
export interface Settings {
  readonly family: Family
  readonly aheadMs: number
}

/** What a terminal says. Ids are those of the standard. */
export type TerminalMessage =
  | Registration
  | Authentication
  | { readonly kind: 'unregister' }
  | { readonly kind: 'heartbeat'; readonly facts: Facts | null }
  /** One position or a batch; `spoilt` counts those of a batch that could not be read. */
  | { readonly kind: 'reports'; readonly reports: readonly Report[]; readonly spoilt: number }
  /** Of the terminal itself, without a place. `at` is null where the message has no time of its own. */
  | { readonly kind: 'status'; readonly at: number | null; readonly facts: Facts }
  /** The answer to a message of ours: 0 done, 1 failed, 2 wrong, 3 unsupported. */
  | { readonly kind: 'reply'; readonly to: number; readonly serial: number; readonly result: number }
  /** Asks what time it is. */
  | { readonly kind: 'time' }
  /** A picture or recording, which is not taken; the place is that of the moment it was made. */
  | { readonly kind: 'media'; readonly mediaId: number; readonly report: Report | null }
  /** Known, with nothing in it for a dispatch desk. */
  | { readonly kind: 'other'; readonly id: number }
  | { readonly kind: 'unknown'; readonly id: number }
  | Fault

type Reader = (frame: Frame, manner: Manner) => TerminalMessage

const one = (report: Report | Fault): TerminalMessage =>
  'kind' in report ? report : { kind: 'reports', reports: [report], spoilt: 0 }
const other: Reader = ({ id }) => ({ kind: 'other', id })

/** Resending, upgrades, events, recorder, waybills, CAN, media, compression, keys, video lists, makers' heartbeats and zones. */
const OTHERS = [
  0x0005, 0x0108, 0x0301, 0x0302, 0x0303, 0x0506, 0x0608, 0x0700, 0x0705, 0x0800, 0x0802, 0x0805, 0x0901, 0x0a00,
  0x1003, 0x1005, 0x1007, 0x1205, 0x1206, 0x8888,
]

const readers: Record<number, Reader> = {
  ...Object.fromEntries(OTHERS.map((id) => [id, other])),
  1: ({ bytes, from, to }) =>
    to - from < 5
      ? fault('body.short')
      : { kind: 'reply', serial: u16(bytes, from), to: u16(bytes, from + 2), result: u8(bytes, from + 4) },
  2: readHeartbeat,
  3: () => ({ kind: 'unregister' }),
  4: () => ({ kind: 'time' }),
  256: readRegistration,
  258: readAuthentication,
  260: readParameters,
  263: readAttributes,
  265: () => ({ kind: 'time' }),
  512: ({ bytes, from, to }, manner) => one(readLocation(bytes, from, to, manner)),
  // Answers to our questions: the serial of the question stands in front.
  513: ({ bytes, from, to }, manner) => one(readLocation(bytes, from + 2, to, manner)),
  1280: ({ bytes, from, to }, manner) => one(readLocation(bytes, from + 2, to, manner)),
  528: readShortBatch,
  1793: readCommandReply,
  1794: readDriver,
  1796: readBatch,
  2049: readMedia,
  2304: readTransparent,
  4864: readWideText,
  8304: readMotionSamples,
  [COMPACT_IDS.report]: readCompact,
  [COMPACT_IDS.blind]: readCompact,
  24582: readSpokenText,
}
/** Reads the body of a whole message: parts are put together first (`jt808-parts.codec.ts`). */
export function readMessage(frame: Frame, { family, aheadMs }: Settings, now: number): TerminalMessage {
  const read = readers[frame.id]
  return read ? read(frame, { version: frame.version, family, aheadMs, now }) : { kind: 'unknown', id: frame.id }
}

/** Id, type, format, event, channel, then since 2013 the location. */
function readMedia({ bytes, from, to }: Frame, manner: Manner): TerminalMessage {
  if (to - from < 8) return fault('body.short')
  const report = readLocation(bytes, from + 8, Math.min(to, from + 36), manner)
  return { kind: 'media', mediaId: u32(bytes, from), report: 'kind' in report ? null : report }
}
