import { blank, type Draft, type Manner, tell } from './jt808-draft.codec.ts'
import { readEngineSentence } from './jt808-engine-item.codec.ts'
import type { Frame } from './jt808-header.codec.ts'
import { FIX_BYTES, readFix, readMotion } from './jt808-location.codec.ts'
import type { TerminalMessage } from './jt808-message.codec.ts'
import { readTime } from './jt808-time.codec.ts'
import { readVehicleData } from './jt808-vehicle.codec.ts'
import { hasBit, hex, i8, i16, text, u8, u16, u32 } from './octets.codec.ts'
import { type Fault, fault } from './report.ts'

/** 0x0900: whatever hangs on the terminal's lines, by a type of one byte. An unknown type is no fault. */
export function readTransparent(frame: Frame, manner: Manner): TerminalMessage {
  const { bytes, from, to, id } = frame
  if (to <= from) return fault('body.short')
  switch (u8(bytes, from)) {
    case 0x40:
      return readSentence(text(bytes, from + 1, to))
    case 0x41:
      return factsFrom((into) => readEngineSentence(bytes, from + 1, to - from - 1, into))
    case 0x53:
      return placed(bytes, from + 1, to, manner, readTagList)
    case 0x54:
      return placed(bytes, from + 1, to, manner, readSamples)
    case 0xf0:
      return readVehicleData(bytes, from + 1, to, manner)
    case 0xf3:
      return readImpact(bytes, from + 1, to, manner)
    case 0xff:
      return readSignedFix(bytes, from + 1, to, manner)
    default:
      return { kind: 'other', id }
  }
}

function factsFrom(read: (into: Draft) => void): TerminalMessage {
  const draft = blank(0)
  read(draft)
  return { kind: 'status', at: null, facts: draft.facts ?? {} }
}

/** A driver's card as "GTSL|…|card|…", or other words. */
function readSentence(words: string): TerminalMessage {
  const card = words.startsWith('GTSL') ? words.split('|')[4] : undefined
  return { kind: 'status', at: null, facts: card ? { driverId: card } : { text: words } }
}

type ReadRest = (bytes: Uint8Array, from: number, to: number, into: Draft) => void
function placed(bytes: Uint8Array, from: number, to: number, manner: Manner, readRest: ReadRest): TerminalMessage {
  if (to - from < FIX_BYTES) return fault('location.short')
  const report = readFix(bytes, from, manner)
  if ('kind' in report) return report
  readRest(bytes, from + FIX_BYTES, to, report)
  return { kind: 'reports', reports: [report], spoilt: 0 }
}

/** Bluetooth tags in the neighbourhood: how many there are in all, then each with its data. */
const readTagList: ReadRest = (bytes, from, to, into) => {
  let at = from + 1
  while (at + 9 <= to) {
    const nth = u8(bytes, at) + 1
    const length = u8(bytes, at + 8)
    if (at + 9 + length > to) return
    tell(into, `tag${nth}Mac`, hex(bytes, at + 1, at + 7))
    tell(into, `tag${nth}Signal`, i8(bytes, at + 7))
    tell(into, `tag${nth}Data`, hex(bytes, at + 9, at + 9 + length))
    at += 9 + length
  }
}

/** Samples of a parcel tracker, oldest first: the newest is told. */
const readSamples: ReadRest = (bytes, from, to, into) => {
  let at = from
  while (at + 8 <= to) {
    const has = u16(bytes, at)
    at += 8
    if (hasBit(has, 0)) at = step(at, 2, to, () => tell(into, 'light', u16(bytes, at)))
    if (hasBit(has, 1)) {
      at = step(at, 2, to, () => tell(into, 'deviceC', i16(bytes, at) / 10))
      at = step(at, 2, to, () => tell(into, 'humidityPercent', i16(bytes, at) / 10))
    }
    if (hasBit(has, 2)) at = step(at, 2, to, () => tell(into, 'temperature3C', i16(bytes, at) / 10))
    if (hasBit(has, 3)) at += 6
    if (hasBit(has, 4)) at = step(at, 2, to, () => tell(into, 'airKpa', u16(bytes, at)))
  }
}
function step(at: number, size: number, to: number, say: () => void): number {
  if (at + size <= to) say()
  return at + size
}

function readImpact(bytes: Uint8Array, from: number, to: number, { aheadMs }: Manner): TerminalMessage {
  let moment: number | null = null
  const facts: { impactG?: number } = {}
  for (let at = from; at + 4 <= to; at += 4 + u16(bytes, at + 2)) {
    const length = u16(bytes, at + 2)
    if (at + 4 + length > to) break
    if (u16(bytes, at) === 0x0002 && length >= 2) facts.impactG = u16(bytes, at + 4) / 25_600
    if (u16(bytes, at) === 0x0006 && length >= 6) moment = readTime(bytes, at + 4, aheadMs)
  }
  return { kind: 'status', at: moment, facts }
}

/** Time, then degrees with their sign: no status word, so a fix is taken for granted. */
function readSignedFix(bytes: Uint8Array, from: number, to: number, manner: Manner): TerminalMessage | Fault {
  if (to - from < 20) return fault('location.short')
  const at = readTime(bytes, from, manner.aheadMs)
  if (at === null) return fault('location.time')
  const report = blank(at)
  report.lat = (u32(bytes, from + 6) | 0) / 1e6
  report.lon = (u32(bytes, from + 10) | 0) / 1e6
  if (Math.abs(report.lat) > 90 || Math.abs(report.lon) > 180) return fault('location.range')
  report.located = true
  readMotion(bytes, from + 14, report)
  return { kind: 'reports', reports: [report], spoilt: 0 }
}
