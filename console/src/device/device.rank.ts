import type { HeardDevice } from '@lianqin/shared/device'
import { LOST_AFTER_MS } from '@lianqin/shared/unit'
import type { Moment } from '@lianqin/shared/wire/moment'

interface Wanted {
  typed: string
  silentOnly: boolean
  now: number
}

/** Has not been heard for so long that its unit counts as lost, or never. */
export const isSilent = ({ heardAt }: HeardDevice, now: number): boolean =>
  heardAt === null || now - Date.parse(heardAt) > LOST_AFTER_MS

/** The devices looked for; a revoked one is not missed. */
export function devicesFound(
  devices: readonly HeardDevice[],
  wordsOf: (device: HeardDevice) => string,
  { typed, silentOnly, now }: Wanted,
): HeardDevice[] {
  const wanted = typed.trim().toLowerCase()
  return devices.filter(
    (device) =>
      (!silentOnly || (device.state === 'active' && isSilent(device, now))) &&
      wordsOf(device).toLowerCase().includes(wanted),
  )
}

/** What a desk should know of how a terminal registers. */
export type Registering =
  /** Another one called with its number: `known` is what is written for it, null if its time to register was over. */
  | { kind: 'other'; label: string; known: string | null; at: Moment }
  /** Whatever calls first until then is bound. */
  | { kind: 'awaited'; until: Moment }

export function registeringOf({ terminal, state, called, heardAt }: HeardDevice, now: number): Registering | null {
  if (!terminal || state !== 'active') return null
  const { label, enrolBy } = terminal
  const isAwaited = label === null && enrolBy !== null && now < Date.parse(enrolBy)
  if (called && !isAwaited && called.label !== label) return { kind: 'other', ...called, known: label }
  return isAwaited && heardAt === null ? { kind: 'awaited', until: enrolBy } : null
}

/** What was refused, the most frequent first. */
export const refusals = ({ refused }: HeardDevice): [code: string, count: number][] =>
  Object.entries(refused).sort(([, a], [, b]) => b - a)
export const refusedCount = (device: HeardDevice): number => refusals(device).reduce((sum, [, count]) => sum + count, 0)
