import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import { useDuty } from '../duty/duty.store.ts'
import { leftWords } from '../incident/clock.text.ts'
import { useIncidents } from '../incident/incident.store.ts'
import { usePlaceWords } from '../incident/place-words.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { age } from '../kernel/time.ts'
import { useAsked } from '../line/asked.store.ts'
import type { Option } from '../line/complete.engine.ts'
import { lineText } from '../line/line.text.ts'
import type { AnyNoun } from '../line/meaning.ts'
import type { Shown } from '../line/shown.ts'
import { verbWords } from '../line/vocabulary.text.ts'
import { useMatters } from '../matter/matter.store.ts'
import { distanceWords } from '../offer/offer.text.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useTasks } from '../task/task.store.ts'
import { taskText } from '../task/task.text.ts'
import type { GlyphName } from '../ui/glyphs.ts'
import { useUnits } from '../unit/unit.store.ts'
import { unitText } from '../unit/unit.text.ts'

const dotted = (parts: readonly string[]) => parts.filter(Boolean).join('·')

/** What is proposed at the line as it is shown: its state as a shape, its name, and what one compares by. */
export function useShownOptions() {
  const duty = useDuty()
  const asked = useAsked()
  const incidents = useIncidents()
  const jurisdiction = useJurisdiction()
  const matters = useMatters()
  const squads = useSquads()
  const tasks = useTasks()
  const units = useUnits()
  const placeOf = usePlaceWords()

  function ofSquad(id: Squad['id'], ranking: Recommendation | null): Pick<Shown, 'glyph' | 'hint'> {
    const [unit] = units.ofSquad(id)
    const seen = units.locate(id) ?? unit
    const state = seen?.state ?? 'off'
    const candidate = ranking?.ranked.find(({ squadId }) => squadId === id)
    const far = candidate && candidate.distanceM !== null ? distanceWords(candidate.distanceM) : ''
    const old = state === 'lost' && seen?.ageMs ? age(seen.ageMs) : ''
    const load = tasks.ofSquad(id).length
    const words = [unitText(`state.${state}`) + (old && ` ${old}`), far, load > 0 ? taskText('load', { n: load }) : '']
    return { glyph: `unit-${state}`, hint: dotted(words) }
  }
  function ofCase(id: Extract<AnyNoun, { kind: 'case' }>['id']): Pick<Shown, 'glyph' | 'hint'> {
    const of = asked.known(id)
    if (!of) return { glyph: null, hint: '' }
    const clock = incidents.clock(of)
    const glyph: GlyphName = of.closedAt ? 'case-closed' : `case-${clock.urgency}`
    return { glyph, hint: dotted([matters.nameOf(of.matterId), placeOf(of), leftWords(clock)]) }
  }
  function ofNoun(noun: AnyNoun, ranking: Recommendation | null): Pick<Shown, 'glyph' | 'hint'> {
    switch (noun.kind) {
      case 'case':
        return ofCase(noun.id)
      case 'squad':
        return ofSquad(noun.id, ranking)
      case 'unit': {
        const shown = units.shown(noun.id)
        return { glyph: `unit-${shown?.state ?? 'off'}`, hint: shown ? unitText(`state.${shown.state}`) : '' }
      }
      case 'person':
        return { glyph: null, hint: squads.nameOf(duty.officers.get(noun.id)?.dutySquadId ?? null) }
      case 'place':
        return {
          glyph: null,
          hint: jurisdiction.shortName(jurisdiction.places[Number(noun.id.slice(6))]?.areaId ?? null),
        }
      default:
        return { glyph: null, hint: lineText(`kind.${noun.kind}`) }
    }
  }
  return (option: Option, ranking: Recommendation | null): Shown => {
    const { kind, id, insert } = option
    if (kind === 'noun') return { id, label: insert, ...ofNoun(option.noun, ranking) }
    if (kind !== 'verb') return { id, label: insert, glyph: null, hint: '' }
    // Its short code: whoever has seen it once need not look again.
    const { code } = verbWords[id]
    return { id, label: insert, glyph: null, hint: code === insert ? '' : code }
  }
}
