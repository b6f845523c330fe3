import { distanceM } from '@lianqin/shared/geo'
import { isGap } from '@lianqin/shared/track/gaps.rank'
import { fixAt, type Track, type TrackFix } from '@lianqin/shared/track/track'
import type { TrackDay } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { DAY_MS } from './retention.ts'

const MINUTE_MS = 60_000

/** Nearer than this to where it was counted last, a unit has not moved: standing, its receiver wanders by metres all day. */
const STEP_M = 20

/** A track as what may be kept of it: per day of the district when it was first and last heard, how often, and how far it went. */
export function daysOf(track: Track, utcOffsetMinutes: number): Omit<TrackDay, 'unitId' | 'squadId' | 'dutyS'>[] {
  const offsetMs = utcOffsetMinutes * MINUTE_MS
  // By its number: a day has some ten thousand fixes, and a name is made of each only once.
  const days = new Map<number, { first: number; last: number; fixes: number; metres: number }>()
  let [before, counted]: (TrackFix | null)[] = [null, null]
  for (let row = 0; row < track.count; row++) {
    const fix = fixAt(track, row)
    const number = Math.floor((fix.at + offsetMs) / DAY_MS)
    const day = days.get(number) ?? { first: fix.at, last: fix.at, fixes: 0, metres: 0 }
    day.last = fix.at
    day.fixes++
    const moved = before && counted && !isGap(before, fix) ? distanceM(counted, fix) : null
    if (moved !== null && moved >= STEP_M) day.metres += moved
    if (moved === null || moved >= STEP_M) counted = fix
    before = fix
    days.set(number, day)
  }
  return [...days].map(([number, { first, last, fixes, metres }]) => ({
    day: toMoment(number * DAY_MS).slice(0, 10),
    ...{ firstAt: toMoment(first), lastAt: toMoment(last), fixes, metres: Math.round(metres) },
  }))
}

/** A squad's moves in the order of the log: whether it was on duty from then on. */
export interface DutyMove {
  at: number
  isOn: boolean
}

/** For how many milliseconds of a span a squad was on duty. One that first goes off was on before; of none nothing is known. */
export function dutyWithin(moves: readonly DutyMove[], from: number, to: number): number {
  const [first] = moves
  if (!first) return 0
  let sum = first.isOn ? 0 : Math.max(0, Math.min(first.at, to) - from)
  for (const [nth, { at, isOn }] of moves.entries())
    if (isOn) sum += Math.max(0, Math.min(moves[nth + 1]?.at ?? to, to) - Math.max(at, from))
  return sum
}
