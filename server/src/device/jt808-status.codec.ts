import type { Manner } from './jt808-draft.codec.ts'
import type { Frame } from './jt808-header.codec.ts'
import type { TerminalMessage } from './jt808-message.codec.ts'
import { readTime } from './jt808-time.codec.ts'
import { hex, label, signed16, text, u8, u16, u32, wideText } from './octets.codec.ts'
import { type Facts, fault } from './report.ts'

const status = (facts: Facts, at: number | null = null): TerminalMessage => ({ kind: 'status', at, facts })

/** 0x0002: empty by the standard; some add battery in percent, strength of the network and a state. */
export function readHeartbeat({ bytes, from, to }: Frame): TerminalMessage {
  const facts = { batteryPercent: u8(bytes, from), signal: u8(bytes, from + 1), state: u8(bytes, from + 2) }
  return { kind: 'heartbeat', facts: to - from >= 3 ? facts : null }
}

/** 0x0107: type, maker, model, id, SIM card, versions. The editions differ in the lengths of the first three. */
export function readAttributes({ bytes, from, to, version }: Frame): TerminalMessage {
  const [maker, model, id] = version === null ? [5, 20, 7] : [5, 30, 30]
  const models = from + 2 + maker
  const ids = models + model
  const card = ids + id
  if (card + 10 > to) return fault('body.short')
  return status({
    terminalType: u16(bytes, from),
    maker: label(bytes, from + 2, models),
    model: label(bytes, models, ids),
    terminalId: label(bytes, ids, card),
    iccid: hex(bytes, card, card + 10),
  })
}

const PARAMETERS: Record<number, string> = {
  1: 'heartbeatS',
  16: 'apn',
  19: 'server',
  24: 'port',
  39: 'asleepS',
  40: 'emergencyS',
  41: 'intervalS',
  85: 'speedLimitKmh',
  86: 'speedLimitAfterS',
  128: 'odometerTenthKm',
  131: 'plate',
}
const IN_TEXT = [0x10, 0x13, 0x83]

/** 0x0104: what the terminal is set to. */
export function readParameters({ bytes, from, to }: Frame): TerminalMessage {
  if (to - from < 3) return fault('body.short')
  const facts: Facts = {}
  let at = from + 3
  while (at + 5 <= to) {
    const id = u32(bytes, at)
    const length = u8(bytes, at + 4)
    at += 5
    if (at + length > to) break
    const name = PARAMETERS[id]
    if (name && IN_TEXT.includes(id)) facts[name] = text(bytes, at, at + length)
    else if (name && length === 4) facts[name] = u32(bytes, at)
    at += length
  }
  return status(facts)
}

/** 0x0701, as some makers use it: the answer to a command in words, its length in front. */
export function readCommandReply({ bytes, from, to }: Frame): TerminalMessage {
  if (to - from < 4) return fault('body.short')
  return status({ text: text(bytes, from + 4, Math.min(to, from + 4 + u32(bytes, from))) })
}

/** 0x0702: a driver's card was put in (1) or taken out (2), when, and what was read from it. */
export function readDriver({ bytes, from, to }: Frame, { aheadMs }: Manner): TerminalMessage {
  if (to - from < 7) return fault('body.short')
  const at = readTime(bytes, from + 1, aheadMs)
  const facts: Facts = { card: u8(bytes, from) }
  if (to - from < 9) return status(facts, at)
  facts.cardResult = u8(bytes, from + 7)
  const name = from + 9
  const licence = name + u8(bytes, from + 8)
  const agency = licence + 21
  const until = agency + u8(bytes, licence + 20)
  if (until > to) return status(facts, at)
  facts.driver = text(bytes, name, licence)
  facts.licence = text(bytes, licence, licence + 20)
  facts.agency = text(bytes, agency, until)
  if (until + 4 <= to) facts.validUntil = hex(bytes, until, until + 4)
  return status(facts, at)
}

/** 0x6006: an encoding, then words. */
export const readSpokenText = ({ bytes, from, to }: Frame): TerminalMessage =>
  to > from ? status({ text: text(bytes, from + 1, to) }) : fault('body.short')

/** 0x1300: the serial of the question, then words in UTF-16. */
export const readWideText = ({ bytes, from, to }: Frame): TerminalMessage =>
  to - from >= 2 ? status({ text: wideText(bytes, from + 2, to) }) : fault('body.short')

const SAMPLE_BYTES = 12
const SAMPLES_MOST = 50
/** 0x2070: forces on three axes, each with its time. */
export function readMotionSamples({ bytes, from, to }: Frame, { aheadMs }: Manner): TerminalMessage {
  const forces: string[] = []
  for (let at = from; at + SAMPLE_BYTES <= to && forces.length < SAMPLES_MOST; at += SAMPLE_BYTES) {
    forces.push([6, 8, 10].map((axis) => signed16(bytes, at + axis)).join(','))
  }
  return status({ forces: forces.join(';') }, to - from >= SAMPLE_BYTES ? readTime(bytes, from, aheadMs) : null)
}
