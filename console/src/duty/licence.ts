import { type LicenceState, licenceOn, mayEnforce, type Officer } from '@lianqin/shared/officer'
import { daysBetween } from '@lianqin/shared/wire/day'
import { dayDigits, now } from '../kernel/time.ts'
import type { GlyphName } from '../ui/glyphs.ts'
import { crewText } from './crew.text.ts'

/** How a licence stands today, as a shape and in words. */
export interface LicenceWords {
  state: LicenceState
  glyph: GlyphName
  words: string
}

const glyphs: Record<LicenceState, GlyphName> = {
  none: 'minus',
  valid: 'tick',
  'running-out': 'warning',
  lapsed: 'alarm',
}

const today = () => dayDigits(now.value)

export function licenceWords(officer: Pick<Officer, 'licenceNo' | 'licenceUntil'>): LicenceWords {
  const state = licenceOn(today(), officer)
  const left = officer.licenceUntil === null ? 0 : daysBetween(today(), officer.licenceUntil)
  return {
    state,
    glyph: glyphs[state],
    words: crewText(`licence.${state}`, { until: officer.licenceUntil, n: Math.abs(left) }),
  }
}

/** Counts among the licensed today. */
export const isLicensed = (officer: Officer): boolean => mayEnforce(today(), officer)

/** Why this officer cannot be put on an enforcement task; empty if nothing stands against it. */
export function whyNotEnforce(officer: Officer): string {
  if (officer.kind === 'auxiliary') return crewText('unfit.auxiliary')
  const { state, words } = licenceWords(officer)
  return state === 'none' || state === 'lapsed' ? words : ''
}
