import type { Unit } from '@lianqin/shared/unit'
import { named } from '../kernel/i18n.ts'
import { clockMinute, dayDigits } from '../kernel/time.ts'
import { useUnits } from '../unit/unit.store.ts'
import type { Listed } from './request.rank.ts'
import { requestText } from './request.text.ts'

/** So many units are named; of more their number is told. */
const NAMED = 3

/** 2026-11-24 14:05 */
export const momentWords = (at: string): string => `${dayDigits(at)} ${clockMinute(at)}`
/** On one day the day is said once. */
export const spanWords = (from: string, to: string): string =>
  `${momentWords(from)}–${dayDigits(from) === dayDigits(to) ? clockMinute(to) : momentWords(to)}`

export function unitWords(ids: readonly Unit['id'][]): string {
  const units = useUnits()
  if (ids.length > NAMED) return requestText('units', { n: ids.length })
  return ids.map((id) => named(units.byId.get(id)?.name) || id).join(requestText('and'))
}

/** Whose tracks, of which span, as what. */
export const requestWords = ({ unitIds, fromAt, toAt, purpose }: Listed): string =>
  requestText('about', {
    ...{ units: unitWords(unitIds), span: spanWords(fromAt, toAt) },
    file: requestText(`file.${purpose}`),
  })
