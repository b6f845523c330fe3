import type { Manner } from './jt808-draft.codec.ts'
import type { Frame } from './jt808-header.codec.ts'
import { readLocation } from './jt808-location.codec.ts'
import type { TerminalMessage } from './jt808-message.codec.ts'
import { readTime } from './jt808-time.codec.ts'
import { u8, u16 } from './octets.codec.ts'
import { fault, type Report } from './report.ts'

/**
 * 0x0704: a count, a type (0 as they came, 1 what could not be sent in time), then locations with a length of two bytes
 * each. What can be read is taken, whatever the count says: refused as a whole, the terminal would send it for ever.
 */
export function readBatch({ bytes, from, to }: Frame, manner: Manner): TerminalMessage {
  if (to - from < 3) return fault('body.short')
  return readList(bytes, from + 3, to, 2, u8(bytes, from + 2) === 1, manner)
}

/** 0x0210 of some makers: the same with a length of one byte and without head; seven bytes are battery and time. */
export function readShortBatch({ bytes, from, to }: Frame, manner: Manner): TerminalMessage {
  if (to - from !== 7) return readList(bytes, from, to, 1, false, manner)
  const at = readTime(bytes, from + 1, manner.aheadMs)
  return { kind: 'status', at, facts: { batteryPercent: u8(bytes, from) } }
}

function readList(
  bytes: Uint8Array,
  from: number,
  to: number,
  lengthBytes: 1 | 2,
  buffered: boolean,
  manner: Manner,
): TerminalMessage {
  const reports: Report[] = []
  let spoilt = 0
  let at = from
  while (at + lengthBytes <= to) {
    const length = lengthBytes === 1 ? u8(bytes, at) : u16(bytes, at)
    at += lengthBytes
    if (at + length > to) {
      spoilt++
      break
    }
    const report = readLocation(bytes, at, at + length, manner)
    if ('kind' in report) spoilt++
    else reports.push(buffered ? { ...report, buffered } : report)
    at += length
  }
  return reports.length === 0 ? fault('body.short') : { kind: 'reports', reports, spoilt }
}
