import { inWgs84 } from '@lianqin/shared/datum'
import type { Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import type { Place } from '@lianqin/shared/wire/place'
import { nextTick } from 'vue'
import { areaAt } from '../jurisdiction/jurisdiction.locate.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { actionOf, isPossible } from '../kernel/keys.ts'
import { useAsked } from '../line/asked.store.ts'
import { moved } from '../line/beside.locate.ts'
import { foretoldText } from '../line/foretold.text.ts'
import { lineText } from '../line/line.text.ts'
import type { Meaning, Thing } from '../line/meaning.ts'
import { becauseText } from '../offer/because.text.ts'
import { distanceWords } from '../offer/offer.text.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useUnits } from '../unit/unit.store.ts'
import { outlineOf } from './city.locate.ts'
import { listZones, useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import { type CaseAt, useCaseWords } from './line-case.ts'
import { useThingWords } from './line-things.ts'
import type { DeskLists } from './lists.ts'
import { listed, type Prospect, refusing } from './prospect.ts'

/** A way to somewhere: told before and after, and gone. */
const way = (kind: 'case' | 'unit' | 'area' | 'place' | 'list', name: string, go: () => void): Prospect => {
  const words = kind === 'case' ? { case: name } : { name }
  return {
    says: foretoldText(`go.${kind}`, words),
    warns: [],
    refused: '',
    run: async () => {
      go()
      return foretoldText(`went.${kind}`, words)
    },
  }
}
/** As many as a sentence can hold. */
const TOLD = 3

/** Going to what was named: a case, whoever moves, a township, a place, a list. */
export function useGoing(seat: DeskLists) {
  const desk = useDesk()
  const asked = useAsked()
  const jurisdiction = useJurisdiction()
  const squads = useSquads()
  const units = useUnits()
  const caseWords = useCaseWords()
  const { squadOf } = useThingWords()

  function toCase(id: Extract<Thing, { kind: 'case' }>['id']): Prospect {
    const incident = asked.known(id)
    if (!incident) return refusing(deskText('refused.no-case'))
    return way('case', caseWords(incident), () => {
      desk.endReport()
      desk.endAround()
      desk.select(id)
      desk.sought = [{ lon: incident.lon, lat: incident.lat }]
      void nextTick(() => desk.focus('pane'))
    })
  }
  function toUnit(id: Unit['id'] | undefined, name: string): Prospect {
    const shown = id && units.shown(id)
    if (!shown) return refusing(foretoldText('bar.no-position', { name }))
    return way('unit', name, () => {
      desk.endAround()
      desk.unitId = shown.unit.id
      if (shown.fix) desk.sought = [{ lon: shown.fix.lon, lat: shown.fix.lat }]
      desk.focus('map')
    })
  }
  function toSquad(id: Squad['id']): Prospect {
    const unit = units.locate(id)?.unit ?? units.ofSquad(id)[0]?.unit
    return toUnit(unit?.id, squads.nameOf(id))
  }
  function toPlace(place: Place, name: string): Prospect {
    if (!areaAt(jurisdiction.areas, place)) return refusing(foretoldText('bar.outside'))
    return way('place', name, () => {
      desk.select(null)
      desk.lookAround(place)
      desk.sought = [place]
      void nextTick(() => desk.focus('around'))
    })
  }
  const placeOf = (id: Extract<Thing, { kind: 'place' }>['id']) =>
    jurisdiction.places[Number(id.slice('place-'.length))]
  function toArea(id: Extract<Thing, { kind: 'area' }>['id']): Prospect {
    const area = jurisdiction.byId.get(id)
    if (!area) return refusing(deskText('refused.no-case'))
    return way('area', jurisdiction.areaName(id), () => {
      desk.sought = outlineOf(area)
      desk.focus('map')
    })
  }
  function toList(id: string, name: string): Prospect {
    const zone = listZones.find((one) => `list-${one}` === id)
    return zone ? way('list', name, () => seat.enter(zone)) : refusing(deskText('refused.no-case'))
  }
  function to(thing: Thing | null): Prospect {
    switch (thing?.kind) {
      case 'case':
        return toCase(thing.id)
      case 'unit':
        return toUnit(thing.id, thing.name)
      case 'squad':
      case 'person': {
        const id = squadOf(thing)
        return id ? toSquad(id) : refusing(foretoldText('bar.no-position', { name: thing.name }))
      }
      case 'area':
        return toArea(thing.id)
      case 'place': {
        const place = placeOf(thing.id)
        return place ? toPlace({ lon: place.lon, lat: place.lat }, thing.name) : refusing(foretoldText('bar.outside'))
      }
      case 'spot': {
        const { lon, lat, crs } = thing.place
        return toPlace(inWgs84(thing.place), `${lon}, ${lat} ${crs}`)
      }
      case 'beside': {
        const place = placeOf(thing.of.id)
        const name = `${thing.of.name} ${lineText(`side.${thing.side}`, { metres: thing.metres })}`
        return place ? toPlace(moved(place, thing), name) : refusing(foretoldText('bar.outside'))
      }
      case 'list':
        return toList(thing.id, thing.name)
      default:
        return refusing(lineText('missing.thing'))
    }
  }
  /** Opens the case and computes who could go anew; from there a digit offers it. */
  function recommend(_: Meaning, { file, moves }: CaseAt): Prospect {
    const incident = file.incident.value
    if (!incident) return refusing(deskText('refused.no-case'))
    const words = caseWords(incident)
    const ranked = (file.ranking.value?.ranked ?? []).slice(0, TOLD).map(({ squadId, distanceM, minutes }, index) => {
      const far = distanceM === null ? '' : `${distanceWords(distanceM)}·${minutes}′`
      return foretoldText('candidate', { n: index + 1, squad: squads.nameOf(squadId), far }).trim()
    })
    const why = listed((file.ranking.value?.shortfalls ?? []).map(becauseText))
    const found = file.ranking.value && ranked.length === 0
    const says = found
      ? foretoldText('recommended-none', { case: words, why })
      : foretoldText('recommended', { case: words, squads: listed(ranked) || foretoldText('bar.computing') })
    const run = async () => {
      file.rank()
      await toCase(incident.id).run()
      return says
    }
    return { says, warns: [], refused: moves.offerRefused.value, run }
  }
  /** What the registry offers by key and palette too. */
  function byAction(id: string, says: string): Prospect {
    const action = actionOf(id)
    if (!action || !isPossible(action)) return refusing(action?.whyNot?.() || deskText('read-only'))
    const run = async () => {
      action.run()
      return says
    }
    return { says, warns: [], refused: '', run }
  }
  const report = () => byAction('desk.report', foretoldText('report'))
  return { to, recommend, report }
}
