import type { Alarm } from '@lianqin/shared/alarm'
import type { Incident, MoveIncident } from '@lianqin/shared/incident'
import { isLiveOffer, type Offer } from '@lianqin/shared/offer'
import type { Person } from '@lianqin/shared/person'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { type Handling, handlingOf } from './behaviour.engine.ts'
import type { Answer, Seat } from './drill.client.ts'
import { OVER_REASON, REWORK_REASON } from './drill.text.ts'
import { createIntentions } from './intentions.ts'
import type { Mirror } from './mirror.ts'
import type { Random } from './random.engine.ts'
import type { Tempo } from './tempo.ts'

interface Needs {
  seat: Seat
  /** Who sits there: of owned alarms, only this person's own are acted on. */
  personId: Person['id']
  mirror: Mirror
  random: Random
  tempo: Tempo
  /** Only the drill's own cases are touched: people play on the same desk. */
  isOwn: (incident: Incident) => boolean
  /** By what a case is closed, where its class asks. */
  closingOf: (incident: Incident) => MoveIncident['closingCode']
  /** Squads whose offers a person answers: nobody else is called meanwhile. */
  leftToPeople: ReadonlySet<Squad['id']>
}

const LOOK_AGAIN_MS = 3_000
/** So many vain attempts to find a squad, and the case is voided: a drill must not fill the desk for ever. */
const MOST_CALLS = 4
const UNREACHABLE = { ok: false, code: 'unreachable' } as const

/** The seat in the command centre: files, closes, owns alarms, offers by hand, and calls again where nobody answers. */
export function createDesk({ seat, personId, mirror, random, tempo, isOwn, closingOf, leftToPeople }: Needs) {
  const intentions = createIntentions()
  const handlings = new Map<Incident['id'], Handling>()
  const calls = new Map<Incident['id'], number>()

  async function attempt<T>(what: string, now: number, work: () => Promise<Answer<T>>) {
    intentions.spend(what)
    const answer = await work().catch(() => UNREACHABLE)
    if (answer.ok) return
    intentions.putOff(what, now + LOOK_AGAIN_MS)
  }

  function doDue<T>(what: string, now: number, afterMs: number, work: () => Promise<Answer<T>>) {
    if (intentions.isDue(what, now, () => afterMs)) void attempt(what, now, work)
  }

  const move = ({ id, version }: Incident, name: MoveIncident['move'], reason: string | null = null) =>
    seat.post<Incident>(`/incidents/${id}/moves`, { move: name, version, ...(reason === null ? {} : { reason }) })

  function close(incident: Incident) {
    const closingCode = closingOf(incident)
    const command = { move: 'close', version: incident.version, ...(closingCode === undefined ? {} : { closingCode }) }
    return seat.post<Incident>(`/incidents/${incident.id}/moves`, command)
  }

  function handle(incident: Incident, handling: Handling, now: number) {
    const { id, state } = incident
    if (state === 'reported') {
      const { reject } = handling
      doDue(`file ${id}`, now, tempo.ms(handling.fileAfterS), () =>
        move(incident, reject === null ? 'file' : 'reject', reject),
      )
    } else if (state === 'handled') {
      const handled = [...mirror.tasks.values()].find((task) => task.incidentId === id && task.state === 'handled')
      if (handling.rework && handled) {
        doDue(`rework ${id}`, now, tempo.ms(handling.closeAfterS / 2), () => {
          handling.rework = false
          return rework(handled)
        })
      } else doDue(`close ${id}`, now, tempo.ms(handling.closeAfterS), () => close(incident))
    }
  }

  const rework = ({ id, version }: Task) =>
    seat.post<Task>(`/tasks/${id}/moves`, { move: 'rework', version, reason: REWORK_REASON })

  /** Nobody answers: rather than wait for the offer to lapse, the next squad is asked by hand. */
  function hurry(offer: Offer, now: number) {
    const incident = mirror.incidents.get(offer.incidentId)
    const { callAgainAt } = (incident && handlings.get(incident.id)) ?? { callAgainAt: null }
    if (!incident || callAgainAt === null || leftToPeople.has(offer.squadId) || offer.byHand) return
    const answerMs = Date.parse(offer.answerBy) - Date.parse(offer.madeAt)
    doDue(`call ${offer.id}`, now, answerMs * callAgainAt, () => callSquad(incident, offer.squadId))
  }

  function take(alarm: Alarm, now: number) {
    const incident = alarm.incidentId && mirror.incidents.get(alarm.incidentId)
    const handling = incident && handlings.get(incident.id)
    if (!incident || !handling || incident.state === 'reported') return
    const to = { version: alarm.version }
    if (alarm.state === 'raised') {
      doDue(`own ${alarm.id}`, now, tempo.ms(handling.ownAfterS), () =>
        seat.post<Alarm>(`/alarms/${alarm.id}/moves`, { move: 'own', ...to }),
      )
    } else if (alarm.ownerId === personId && alarm.kind !== 'rang-late') {
      doDue(`offer ${alarm.id}`, now, tempo.ms(handling.ownAfterS / 2), () => callSquad(incident, null))
    } else if (alarm.ownerId === personId) {
      doDue(`clear ${alarm.id}`, now, tempo.ms(handling.ownAfterS), () =>
        seat.post<Alarm>(`/alarms/${alarm.id}/moves`, { move: 'clear', reason: OVER_REASON, ...to }),
      )
    }
  }

  /** Whoever has the authority and is on duty, asked already or not; if there is none, and again none, the case is voided. */
  async function callSquad(incident: Incident, notTo: Squad['id'] | null): Promise<Answer<unknown>> {
    const made = (calls.get(incident.id) ?? 0) + 1
    calls.set(incident.id, made)
    if (made > MOST_CALLS) return move(incident, 'void', OVER_REASON)
    const answer = await seat.get<Recommendation>(`/incidents/${incident.id}/recommendation`)
    if (!answer.ok) return answer
    const { ranked, passedOver } = answer.body
    const candidates = [...ranked, ...passedOver].filter(
      ({ squadId, competent }) =>
        competent && squadId !== notTo && !leftToPeople.has(squadId) && mirror.squads.get(squadId)?.state === 'on-duty',
    )
    if (candidates.length === 0)
      return notTo === null ? { ok: false, code: 'offer.not-competent' } : { ok: true, body: null }
    const { squadId } = ranked.length > 0 ? (candidates[0] ?? random.pick(candidates)) : random.pick(candidates)
    return seat.post<{ offers: Offer[] }>(`/incidents/${incident.id}/offers`, {
      squadIds: [squadId],
      version: incident.version,
    })
  }

  return {
    /** One look over everything that stands; never two at once. */
    round(now: number) {
      for (const incident of mirror.incidents.values()) {
        if (!isOwn(incident)) continue
        const handling = handlings.get(incident.id) ?? handlingOf(random.branch(incident.externalNo ?? incident.id))
        handlings.set(incident.id, handling)
        handle(incident, handling, now)
      }
      for (const offer of mirror.offers.values()) if (isLiveOffer(offer.state)) hurry(offer, now)
      for (const alarm of mirror.alarms.values()) take(alarm, now)
      intentions.settle()
      for (const known of [handlings, calls])
        for (const id of known.keys()) if (!mirror.incidents.has(id)) known.delete(id)
    },
  }
}
export type Desk = ReturnType<typeof createDesk>
