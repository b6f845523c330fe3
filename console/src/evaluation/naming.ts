import type { Axis } from '@lianqin/shared/evaluation/indicator'
import type { Length, Span } from '@lianqin/shared/evaluation/period'
import { sourceWords } from '@lianqin/shared/incident.text'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { locale, named } from '../kernel/i18n.ts'
import { DAY, dayDigits, dayWords, MINUTE } from '../kernel/time.ts'
import { useMatters } from '../matter/matter.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { type Key, useEvaluation } from './evaluation.store.ts'
import { evaluationText } from './evaluation.text.ts'

/** How the rows of an axis are called on this screen. */
export function useNaming() {
  const evaluation = useEvaluation()
  const jurisdiction = useJurisdiction()
  const matters = useMatters()
  const squads = useSquads()
  const names: Record<Axis, (key: string) => string> = {
    squad: (key) => squads.nameOf(key as `squad-${string}`),
    area: (key) => jurisdiction.areaName(key as `area-${string}`),
    matter: (key) => matters.nameOf(key as `matter-${string}`),
    officer: (key) => evaluation.figures?.officers.find(({ id }) => id === key)?.name ?? key,
    source: (key) => named(sourceWords[key as keyof typeof sourceWords]) || key,
  }
  return (axis: Axis, key: Key): string => (key === null ? evaluationText(`none.${axis}`) : names[axis](key))
}

/** How a period is called: 2026年11月, Q4 2026, 11-23 – 11-29. */
export function periodName(length: Length, { from, to }: Span, utcOffsetMinutes: number): string {
  const local = new Date(from + utcOffsetMinutes * MINUTE)
  const say = (how: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale.value === 'en' ? 'en-GB' : 'zh-CN', { ...how, timeZone: 'UTC' }).format(local)
  switch (length) {
    case 'day':
      return `${local.getUTCFullYear()} ${dayWords(from)}`
    case 'week':
      return `${dayDigits(from)} – ${dayDigits(to - DAY).slice(5)}`
    case 'month':
      return say({ year: 'numeric', month: 'long' })
    case 'quarter':
      return evaluationText('quarter', { year: local.getUTCFullYear(), n: Math.trunc(local.getUTCMonth() / 3) + 1 })
    case 'year':
      return say({ year: 'numeric' })
  }
}
