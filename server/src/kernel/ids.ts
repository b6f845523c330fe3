import { randomBytes } from 'node:crypto'
import type { Moment } from '@lianqin/shared/wire/moment'

/** A new row's id: its kind, then the moment and chance in base 36, so that ids sort by age and never meet. */
export function freshId<K extends string>(kind: K, now: Moment): `${K}-${string}` {
  const time = Date.parse(now).toString(36).padStart(9, '0')
  const chance = BigInt(`0x${randomBytes(10).toString('hex')}`)
    .toString(36)
    .padStart(16, '0')
  return `${kind}-${time}${chance}`
}
