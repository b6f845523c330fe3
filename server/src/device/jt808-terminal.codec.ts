import { AHEAD_MS } from './jt808-draft.codec.ts'
import { type Addressee, writeFrame } from './jt808-header.codec.ts'
import type { Authentication, Registration } from './jt808-session.codec.ts'
import { writeTime } from './jt808-time.codec.ts'
import { ascii, bytes16, bytes32 } from './octets.codec.ts'
import type { Report } from './report.ts'

/** The other side of the line, for drills, measurements and tests: bodies as a terminal writes them. Text is ASCII. */
export type Located = Pick<Report, 'at' | 'lon' | 'lat' | 'located'> &
  Partial<Pick<Report, 'altitudeM' | 'speedMps' | 'headingDeg' | 'satellites' | 'mileageM' | 'signal' | 'ignition'>>

/** Body of 0x0200, with the items nearly every terminal sends. `alarms` are the flags as a number. */
export function locationBody(fix: Located, alarms: number): number[] {
  const status =
    Number(fix.ignition ?? true) | (Number(fix.located) << 1) | (fix.lat < 0 ? 4 : 0) | (fix.lon < 0 ? 8 : 0)
  return [
    ...bytes32(alarms),
    ...bytes32(status),
    ...bytes32(Math.round(Math.abs(fix.lat) * 1e6)),
    ...bytes32(Math.round(Math.abs(fix.lon) * 1e6)),
    ...bytes16(Math.round(fix.altitudeM ?? 0)),
    ...bytes16(Math.round((fix.speedMps ?? 0) * 36)),
    ...bytes16(Math.round(fix.headingDeg ?? 0)),
    ...writeTime(fix.at, AHEAD_MS),
    ...item(0x01, bytes32(Math.round((fix.mileageM ?? 0) / 100))),
    ...item(0x30, [fix.signal ?? 31]),
    ...item(0x31, [fix.satellites ?? 12]),
  ]
}
export const item = (id: number, content: readonly number[]): number[] => [id, content.length, ...content]

/** Body of 0x0704. */
export function batchBody(bodies: readonly (readonly number[])[], isLate: boolean): number[] {
  return [...bytes16(bodies.length), Number(isLate), ...bodies.flatMap((body) => [...bytes16(body.length), ...body])]
}

const padded = (words: string, width: number) => ascii(words.padEnd(width, '\0').slice(0, width))
const WIDTHS = { 2011: [5, 8, 7], 2013: [5, 20, 7], 2019: [11, 30, 30] } as const

/** Body of 0x0100 in the words of one edition. */
export function registrationBody(said: Omit<Registration, 'kind'>, edition: keyof typeof WIDTHS): number[] {
  const [maker, model, id] = WIDTHS[edition]
  return [
    ...bytes16(said.province),
    ...bytes16(said.city),
    ...padded(said.maker, maker),
    ...padded(said.model, model),
    ...padded(said.terminalId, id),
    said.plateColour,
    ...ascii(said.plate),
  ]
}

/** Body of 0x0102: with IMEI and software as since 2019, or the code alone. */
export function authenticationBody({ code, imei, software }: Omit<Authentication, 'kind'>): number[] {
  if (imei === null) return ascii(code)
  return [code.length, ...ascii(code), ...padded(imei, 15), ...padded(software ?? '', 20)]
}

/** A long message in as many frames as it needs, with serials in a row. */
export function writeParts(
  from: Addressee,
  id: number,
  serial: number,
  body: readonly number[],
  most: number,
): Uint8Array[] {
  const parts = Math.max(1, Math.ceil(body.length / most))
  return Array.from({ length: parts }, (_, nth) =>
    writeFrame(from, {
      id,
      serial: (serial + nth) & 0xffff,
      body: body.slice(nth * most, (nth + 1) * most),
      part: [nth + 1, parts],
    }),
  )
}
