import type { AlarmName } from '@lianqin/shared/device'

/** What else a device says, by name; a name ends in its unit (`batteryV`, `fuelL`, `cabinC`). Shown, never acted on. */
export type Facts = Record<string, string | number | boolean>

/** A device without alarms is the rule: these share one empty list. */
export const NO_ALARMS: readonly AlarmName[] = Object.freeze([])

/**
 * One position as its device tells it: in the datum of the device, nothing judged, nothing converted but units.
 * Degrees, metres, metres a second, degrees from north, epoch milliseconds; shares run from 0 to 1; `null` = not said.
 */
export interface Report {
  readonly at: number
  readonly lon: number
  readonly lat: number
  /** Whether the receiver claims a fix: otherwise lon and lat are an old place, a guess or nothing. */
  readonly located: boolean
  readonly accuracyM: number | null
  readonly speedMps: number | null
  readonly headingDeg: number | null
  readonly altitudeM: number | null
  readonly satellites: number | null
  readonly batteryShare: number | null
  readonly mileageM: number | null
  readonly ignition: boolean | null
  /** Strength of the mobile network as the device counts it, mostly 0 to 31. */
  readonly signal: number | null
  /** Sent later than it was measured, and said so. */
  readonly buffered: boolean
  readonly alarms: readonly AlarmName[]
  readonly facts: Facts | null
}

/** Somebody pressed the button that everything else waits for. */
export const callsForHelp = ({ alarms }: Pick<Report, 'alarms'>): boolean => alarms.includes('sos')

/** What makes a message unreadable. Each is counted under its code. */
export const faultCodes = [
  'frame.short',
  'frame.length',
  'frame.check',
  'frame.encrypted',
  'part.number',
  'part.too-many',
  'part.too-large',
  'body.short',
  'location.short',
  'location.range',
  'location.time',
  'request.empty',
  'request.not-json',
  'request.too-many',
  'request.no-device',
  'request.place',
  'request.time',
  'request.encrypted',
] as const
export type FaultCode = (typeof faultCodes)[number]

/** Broken: not to be confused with what is whole but unknown. */
export interface Fault {
  readonly kind: 'fault'
  readonly code: FaultCode
}

export const fault = (code: FaultCode): Fault => ({ kind: 'fault', code })

/** By what names a device calls itself, the fullest first. A claim: credentials decide whether it is believed. */
export type Names = readonly string[]

/** What a message says besides the place, if it has one. */
export type Said = Pick<Report, 'at' | 'alarms' | 'facts'> &
  Partial<Pick<Report, 'batteryShare' | 'satellites' | 'mileageM' | 'ignition' | 'signal'>>

/** What a request of a phone says. `what` names the sort of message in the words of its protocol. */
export type DeviceMessage =
  | { readonly kind: 'reports'; readonly names: Names; readonly reports: readonly Report[]; readonly spoilt: number }
  /** Alive, but without a place. */
  | {
      readonly kind: 'status'
      readonly names: Names
      readonly at: number
      readonly alarms: readonly AlarmName[]
      readonly facts: Facts
    }
  /** Belongs to the protocol and needs nothing from us but an answer. */
  | { readonly kind: 'other'; readonly names: Names; readonly what: string }
  | { readonly kind: 'unknown'; readonly names: Names; readonly what: string }
  | Fault

/** A request over HTTP as the codecs need it: the query without its question mark. */
export interface DeviceRequest {
  readonly query: string
  readonly body: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}
