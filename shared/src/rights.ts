import type { Scope } from './person.ts'
import type { Squad } from './squad.ts'

/** Marks rows that belong to no township: squads of departments and of the district itself. */
export const DISTRICT_WIDE = 'district-wide'

/** Marks rows for the district's own desks: no township and no squad hears of them. */
export const DISTRICT_ALONE = 'district-alone'

/** The names under which a reader is spoken to; null hears everything. */
export function earsOf(scope: Scope): readonly string[] | null {
  switch (scope.kind) {
    case 'district':
      return null
    case 'area':
      return [scope.areaId, DISTRICT_WIDE]
    case 'squad':
      return [scope.squadId]
  }
}

/**
 * May this reader see a fact told to that audience? The same question for HTTP, sockets and exports. What is told to nobody,
 * such as facts about people, stands in the log alone, which has rights of its own.
 */
export function mayRead(scope: Scope, audience: readonly string[]): boolean {
  if (audience.length === 0) return false
  const ears = earsOf(scope)
  return ears === null || ears.some((ear) => audience.includes(ear))
}

export const squadAudience = (squad: Pick<Squad, 'id' | 'areaId'>): string[] => [
  squad.areaId ?? DISTRICT_WIDE,
  squad.id,
]

/** A short stable name for one set of rights: readers with the same one get the same bytes. */
export const rightsKey = (scope: Scope): string =>
  scope.kind === 'district' ? 'district' : scope.kind === 'area' ? scope.areaId : scope.squadId
