import { licenceOn, type Officer } from '@lianqin/shared/officer'
import type { Day } from '@lianqin/shared/wire/day'

const PRESSING = ['lapsed', 'running-out']

/** Officers that hold what was typed in their words; `pressing` keeps those whose licence has lapsed or runs out, soonest first. */
export function officersFound(
  officers: readonly Officer[],
  wordsOf: (officer: Officer) => string,
  { typed, pressing, today }: { typed: string; pressing: boolean; today: Day },
): Officer[] {
  const wanted = typed.trim().toLowerCase()
  const found = officers.filter(
    (officer) =>
      wordsOf(officer).toLowerCase().includes(wanted) &&
      (!pressing || (officer.state === 'active' && PRESSING.includes(licenceOn(today, officer)))),
  )
  return pressing ? found.sort((a, b) => ((a.licenceUntil ?? '') < (b.licenceUntil ?? '') ? -1 : 1)) : found
}
