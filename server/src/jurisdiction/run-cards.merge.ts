import type { RunCard } from '@lianqin/shared/plan'
import type { DistrictFile } from '@lianqin/shared/reference'
import { error, type Finding } from '../kernel/finding.ts'

/** A response plan that could not be carried out: it names what is not there, or nobody leads, or two do. */
export function runCardFindings({
  district,
  catalogue,
  areas,
  forces,
}: Pick<DistrictFile, 'district' | 'catalogue' | 'areas' | 'forces'>): Finding[] {
  const known = new Set<string>([...catalogue.matters, ...areas, ...forces].map(({ id }) => id))
  const seen = new Set<string>()
  return district.runCards.flatMap((card) => {
    const findings: Finding[] = []
    const say = (code: string, what: string) => void findings.push(error(code, card.id, what))
    if (seen.has(card.id)) say('run-card.twice', 'stands in the table twice')
    seen.add(card.id)
    for (const id of referredTo(card))
      if (!known.has(id)) say('run-card.unknown', `refers to ${id}, which is not there`)
    for (const code of card.conditionCodes)
      if (!conditionsOf(card, catalogue).includes(code))
        say('run-card.unknown', `refers to the condition ${code}, which none of its classes has`)
    const leads = card.levels.map(({ slots }) => slots.filter(({ part }) => part === 'lead').length)
    if (leads[0] !== 1) say('run-card.lead', `needs one lead in its first level, and has ${leads[0] ?? 0}`)
    if (leads.slice(1).some((count) => count > 0))
      say('run-card.lead', 'names a lead in a later level: those only add members')
    for (const [level, { slots }] of card.levels.entries()) {
      if (new Set(slots.map(({ id }) => id)).size < slots.length)
        say('run-card.slots', `names two places alike in level ${level + 1}`)
    }
    return findings
  })
}

/** The conditions of the classes that a card is for; naming none, it is for all. */
const conditionsOf = ({ matterIds }: RunCard, { matters }: DistrictFile['catalogue']): string[] =>
  matters
    .filter(({ id }) => matterIds.length === 0 || matterIds.includes(id))
    .flatMap(({ conditions }) => conditions.map(({ code }) => code))

const referredTo = ({ matterIds, areaIds, levels }: RunCard): string[] => [
  ...matterIds,
  ...areaIds,
  ...levels.flatMap(({ slots }) => slots.flatMap(({ forces }) => forces.filter((ref) => ref.startsWith('force-')))),
]
