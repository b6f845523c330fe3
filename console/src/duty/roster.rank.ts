import { type Presence, presenceOf, type Roster, type RosterLine } from '@lianqin/shared/duty'
import type { Squad } from '@lianqin/shared/squad'

export interface RosterGroup {
  squadId: Squad['id']
  untold: boolean
  lines: { line: RosterLine; presence: Presence }[]
}

/** Who is missing stands first: that is what one looks for. */
const ORDER: readonly Presence[] = ['missing', 'untold', 'there', 'extra']

/** The roster by squad: those with somebody missing first, then by the order of the district. */
export function rosterGroups({ lines, untoldSquads }: Roster): RosterGroup[] {
  const groups = new Map<Squad['id'], RosterGroup>()
  for (const line of lines) {
    const squadId = line.officer.dutySquadId
    const group = groups.get(squadId) ?? { squadId, untold: untoldSquads.includes(squadId), lines: [] }
    group.lines.push({ line, presence: presenceOf(line, untoldSquads) })
    groups.set(squadId, group)
  }
  const isShort = (group: RosterGroup) => group.lines.some(({ presence }) => presence === 'missing')
  for (const group of groups.values()) {
    group.lines.sort((a, b) => ORDER.indexOf(a.presence) - ORDER.indexOf(b.presence))
  }
  return [...groups.values()].sort(
    (a, b) => Number(isShort(b)) - Number(isShort(a)) || (a.squadId < b.squadId ? -1 : 1),
  )
}

/** How many are planned, there, missing, of an untold squad, and there without a plan. */
export function rosterCounts({ lines, untoldSquads }: Roster): Record<Presence | 'planned', number> {
  const counts = { planned: 0, there: 0, missing: 0, untold: 0, extra: 0 }
  for (const line of lines) {
    const presence = presenceOf(line, untoldSquads)
    counts[presence]++
    if (presence !== 'extra') counts.planned++
  }
  return counts
}
