import type { HeardDevice } from '@lianqin/shared/device'
import { LOST_AFTER_MS } from '@lianqin/shared/unit'

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

/** What was refused, the most frequent first. */
export const refusals = ({ refused }: HeardDevice): [code: string, count: number][] =>
  Object.entries(refused).sort(([, a], [, b]) => b - a)
export const refusedCount = (device: HeardDevice): number => refusals(device).reduce((sum, [, count]) => sum + count, 0)
