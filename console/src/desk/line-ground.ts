import type { Incident } from '@lianqin/shared/incident'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import type { Words } from '@lianqin/shared/wire/words'
import { computed, type Ref, toRef } from 'vue'
import { alarmText } from '../alarm/alarm.text.ts'
import { approvalText } from '../approval/approval.text.ts'
import { inDays, readUntil } from '../approval/until.rank.ts'
import { useDuty } from '../duty/duty.store.ts'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo, incidentText } from '../incident/incident.text.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { language, named } from '../kernel/i18n.ts'
import { useSpelling } from '../kernel/spelling.ts'
import { now } from '../kernel/time.ts'
import { useAsked } from '../line/asked.store.ts'
import type { Ground } from '../line/ground.ts'
import { fold, formsOf, type Noun, type Spell } from '../line/nouns.engine.ts'
import { useMatters } from '../matter/matter.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { supervisionText } from '../supervision/supervision.text.ts'
import { unitStates } from '../unit/unit.rank.ts'
import { useUnits } from '../unit/unit.store.ts'
import { type ListZone, listZones, useDesk } from './desk.store.ts'

const listNames: Record<ListZone, () => string> = {
  pending: () => incidentText('pending'),
  active: () => incidentText('active'),
  suspended: () => incidentText('suspended'),
  closed: () => incidentText('recently-closed'),
  alarms: () => alarmText('name'),
  requests: () => approvalText('name'),
  supervisions: () => supervisionText('name'),
}

/** Sounding out a name costs more than all the rest: each is sounded once. */
function useSounds(): Ref<Spell> {
  const spelling = useSpelling()
  return computed(() => {
    const known = new Map<string, string>()
    const spell = spelling.value
    return (chinese: string) => {
      const sound = known.get(chinese) ?? spell(chinese)
      known.set(chinese, sound)
      return sound
    }
  })
}

/** Everything that can be named at this seat now, in every form in which it may be typed. */
export function useGround() {
  const asked = useAsked()
  const desk = useDesk()
  const duty = useDuty()
  const incidents = useIncidents()
  const jurisdiction = useJurisdiction()
  const matters = useMatters()
  const squads = useSquads()
  const units = useUnits()
  const sounds = useSounds()

  const formed = (name: Words, id: string) => formsOf(name, id.slice(id.indexOf('-') + 1), sounds.value)
  const ofOwnName = (name: string) => formsOf({ zh: name, en: name }, '', sounds.value)

  // Rows are replaced, never edited: what was made of one holds as long as the row does.
  const made = computed(() => {
    void [sounds.value, language.value]
    return new WeakMap<Incident, Noun<'case'>>()
  })
  function caseNoun(of: Incident): Noun<'case'> {
    const known = made.value.get(of)
    if (known) return known
    const no = incidentNo(of)
    const matter = matters.byId.get(of.matterId)
    const forms = [no, String(of.no), ...(of.externalNo ? [fold(of.externalNo)] : [])]
    const noun: Noun<'case'> = {
      kind: 'case',
      id: of.id,
      name: no,
      forms: [...forms, ...(matter ? formsOf(matter.name, matter.code, sounds.value) : [])],
      more: fold(`${jurisdiction.areaName(of.areaId)} ${of.address} ${of.description}`),
    }
    made.value.set(of, noun)
    return noun
  }
  const cases = computed(() => {
    const older = asked.found.filter(({ id }) => !incidents.byId.has(id))
    return [...incidents.open, ...incidents.recentlyClosed, ...older].map(caseNoun)
  })
  const squadNouns = computed(() =>
    squads.all.map(
      ({ id, name }): Noun<'squad'> => ({
        kind: 'squad',
        id,
        name: named(name),
        forms: formed(name, id),
        more: '',
      }),
    ),
  )
  const unitNouns = computed(() =>
    [...units.byId.values()].map(
      ({ id, name }): Noun<'unit'> => ({
        kind: 'unit',
        id,
        name: named(name),
        forms: formed(name, id),
        more: '',
      }),
    ),
  )
  const people = computed(() =>
    duty.register
      .filter(({ state }) => state === 'active')
      .map(({ id, name }): Noun<'person'> => ({ kind: 'person', id, name, forms: ofOwnName(name), more: '' })),
  )
  const areas = computed(() =>
    jurisdiction.areas.map(
      ({ id, name, short, code }): Noun<'area'> => ({
        kind: 'area',
        id,
        name: named(name),
        forms: [...formed(name, id), ...formsOf(short, code, sounds.value)],
        more: '',
      }),
    ),
  )
  const places = computed(() =>
    jurisdiction.places.map(
      ({ name }, index): Noun<'place'> => ({
        kind: 'place',
        id: `place-${index}`,
        name: named(name),
        forms: formsOf(name, '', sounds.value),
        more: '',
      }),
    ),
  )
  const lists = computed(() =>
    listZones.map(
      (zone): Noun<'list'> => ({
        kind: 'list',
        id: `list-${zone}`,
        name: listNames[zone](),
        forms: [...ofOwnName(listNames[zone]()), zone],
        more: '',
      }),
    ),
  )
  const rule = () => {
    const { utcOffsetMinutes = 0, periods = [] } = jurisdiction.district?.calendar ?? {}
    return { now: now.value, utcOffsetMinutes, periods }
  }
  const ground = computed(
    (): Ground => ({
      nouns: {
        case: cases.value,
        squad: squadNouns.value,
        unit: unitNouns.value,
        person: people.value,
        area: areas.value,
        place: places.value,
        list: lists.value,
      },
      selected: desk.caseId,
      day: (word) => readUntil(word, rule()),
      inDays: (days) => inDays(days, rule()),
    }),
  )
  const selected = toRef(desk, 'caseId')
  return { ground, selected, sound: sounds }
}

/** The same with the squads in the order in which they would be asked: the recommended first, then those who could come. */
export function useOrdered() {
  const squads = useSquads()
  const units = useUnits()
  return (ground: Ground, ranking: Recommendation | null, inCase: ReadonlySet<Squad['id']>): Ground => {
    const places = new Map((ranking?.ranked ?? []).map(({ squadId }, index) => [squadId, index]))
    const stateOf = (id: Squad['id']) => {
      const states = units.ofSquad(id).map(({ state }) => unitStates.indexOf(state))
      const isOff = squads.byId.get(id)?.state === 'off-duty'
      return isOff || states.length === 0 ? unitStates.length : Math.min(...states)
    }
    const orderOf = new Map(
      ground.nouns.squad.map(({ id }) => {
        const ranked = places.get(id)
        return [id, inCase.has(id) ? -1 : (ranked ?? places.size + stateOf(id))]
      }),
    )
    const squad = ground.nouns.squad.toSorted((a, b) => (orderOf.get(a.id) ?? 0) - (orderOf.get(b.id) ?? 0))
    return { ...ground, nouns: { ...ground.nouns, squad } }
  }
}
