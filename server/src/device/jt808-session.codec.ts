import type { Frame } from './jt808-header.codec.ts'
import { label, text, u8, u16 } from './octets.codec.ts'
import { type Fault, fault } from './report.ts'

/** A terminal introduces itself: where it is at home, who made it, and in which vehicle it is. */
export interface Registration {
  readonly kind: 'register'
  /** Codes of GB/T 2260: the first two digits and the last four; 0 = left to the platform. */
  readonly province: number
  readonly city: number
  readonly maker: string
  readonly model: string
  readonly terminalId: string
  /** JT/T 415: 1 blue, 2 yellow, 3 black, 4 white, 9 other; 0 = no plate yet, and `plate` is then a frame number or empty. */
  readonly plateColour: number
  readonly plate: string
}

export interface Authentication {
  readonly kind: 'authenticate'
  readonly code: string
  /** Since 2019. */
  readonly imei: string | null
  readonly software: string | null
}

/** Lengths of maker, model and terminal id. The editions are told apart by version byte and length. */
const WIDTHS = { 2011: [5, 8, 7], 2013: [5, 20, 7], 2019: [11, 30, 30] } as const
const LEAST_2013 = 37

/** 0x0100. */
export function readRegistration({ bytes, from, to, version }: Frame): Registration | Fault {
  const [maker, model, id] = WIDTHS[version !== null ? 2019 : to - from < LEAST_2013 ? 2011 : 2013]
  const models = from + 4 + maker
  const ids = models + model
  const colour = ids + id
  if (colour >= to) return fault('body.short')
  return {
    kind: 'register',
    province: u16(bytes, from),
    city: u16(bytes, from + 2),
    maker: label(bytes, from + 4, models),
    model: label(bytes, models, ids),
    terminalId: label(bytes, ids, colour),
    plateColour: u8(bytes, colour),
    plate: text(bytes, colour + 1, to),
  }
}

const IMEI_BYTES = 15
const SOFTWARE_BYTES = 20

/** 0x0102. Until 2019 the body is the code; since then its length stands in front, IMEI and software version behind. */
export function readAuthentication({ bytes, from, to, version }: Frame): Authentication | Fault {
  if (to <= from) return fault('body.short')
  const code = from + 1 + u8(bytes, from)
  // Some terminals set the version and write the code alone, as before.
  if (version === null || code > to) {
    return { kind: 'authenticate', code: text(bytes, from, to), imei: null, software: null }
  }
  const imei = text(bytes, code, Math.min(to, code + IMEI_BYTES))
  const software = text(bytes, code + IMEI_BYTES, Math.min(to, code + IMEI_BYTES + SOFTWARE_BYTES))
  return { kind: 'authenticate', code: text(bytes, from + 1, code), imei: imei || null, software: software || null }
}
