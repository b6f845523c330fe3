import type { Alarm } from '@lianqin/shared/alarm'
import type { Approval } from '@lianqin/shared/approval'
import type { Around } from '@lianqin/shared/around'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { AmendIncident, Incident, IncidentMove, MoveIncident, NewIncident } from '@lianqin/shared/incident'
import type { CaseLead, LeadOmission } from '@lianqin/shared/lead'
import type { Note } from '@lianqin/shared/note'
import type { Offer } from '@lianqin/shared/offer'
import type { Photo } from '@lianqin/shared/photo'
import type { Slot } from '@lianqin/shared/plan'
import type { AskRecommendation, Recommendation } from '@lianqin/shared/recommendation'
import type { Supervision } from '@lianqin/shared/supervision'
import type { Task } from '@lianqin/shared/task'
import { RECENTLY_CLOSED, type Snapshot } from '@lianqin/shared/wall'
import type { Place } from '@lianqin/shared/wire/place'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useAlarms } from '../alarm/alarm.store.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { get, post, type Sending } from '../kernel/http.ts'
import { createRows } from '../kernel/rows.ts'
import { now } from '../kernel/time.ts'
import { useOffers } from '../offer/offer.store.ts'
import { useTasks } from '../task/task.store.ts'
import { type ClockState, clockOf } from './case-clock.rank.ts'
import { byDate, byUrgency, type Standing, standingOf } from './incident.rank.ts'

/** Everything about one case, as its pane shows it. */
export interface IncidentDetail {
  incident: Incident
  tasks: Task[]
  offers: Offer[]
  alarms: Alarm[]
  approvals: Approval[]
  supervisions: Supervision[]
  photos: Photo[]
  lead: CaseLead | null
  omission: LeadOmission | null
  repeats: Incident[]
  linked: Incident[]
  timeline: LoggedEvent[]
}

/** As many as anybody looks through. */
const FOUND = 30

const closedWhen = (incident: Incident) => incident.closedAt ?? incident.handledAt ?? incident.reportedAt

/** Cases: the rows, the standing lists made of them, and what a seat may do with one. */
export const useIncidents = defineStore('incidents', () => {
  const rows = createRows<Incident>()
  const tasks = useTasks()
  const offers = useOffers()
  const alarms = useAlarms()
  const jurisdiction = useJurisdiction()

  const standing = computed(() => {
    const lists: Record<Standing, Incident[]> = { pending: [], active: [], suspended: [], closed: [] }
    for (const incident of rows.byId.values()) {
      const of = standingOf(incident, tasks.ofIncident(incident.id), offers.ofIncident(incident.id))
      lists[of].push(incident)
    }
    lists.pending.sort(byUrgency)
    lists.active.sort(byUrgency)
    lists.suspended.sort(byDate)
    lists.closed.sort((a, b) => (closedWhen(a) < closedWhen(b) ? 1 : -1))
    return lists
  })
  const open = computed(() => [...standing.value.pending, ...standing.value.active, ...standing.value.suspended])
  /** How a case stands with its own clock at a moment, in Unix milliseconds. */
  const clockAt = (incident: Incident, at: number): ClockState =>
    clockOf(incident, at, jurisdiction.district?.calendar ?? null)
  const clocks = computed(() => new Map(open.value.map((one) => [one.id, clockAt(one, now.value)])))
  const counts = computed(() => {
    const sum = { calm: 0, due: 0, over: 0, closed: 0 }
    for (const clock of clocks.value.values()) sum[clock.urgency] += 1
    return sum
  })

  const clock = (incident: Incident): ClockState => clocks.value.get(incident.id) ?? clockAt(incident, now.value)
  const replaceAll = (snapshot: Snapshot) => rows.replaceAll(snapshot.incidents)

  function apply(event: LoggedEvent): void {
    if ('incident' in event.body) rows.put(event.body.incident)
  }

  /** Lets go of closed cases beyond those a snapshot would bring, with all that belongs to them. */
  function prune(): void {
    if (standing.value.closed.length < 2 * RECENTLY_CLOSED) return
    const old = new Set(standing.value.closed.slice(RECENTLY_CLOSED).map((one) => one.id))
    rows.forget((one) => old.has(one.id))
    tasks.forget((one) => old.has(one.incidentId))
    offers.forget((one) => old.has(one.incidentId))
    alarms.forget((one) => one.state === 'cleared')
  }

  const move = async (
    incident: Pick<Incident, 'id' | 'version'>,
    name: IncidentMove,
    more: Omit<MoveIncident, 'move' | 'version'> = {},
  ) =>
    rows.put(
      await post<Incident>(`/incidents/${incident.id}/moves`, { ...more, move: name, version: incident.version }),
    )
  const report = async (incident: NewIncident, sending?: Sending) =>
    rows.put(await post<Incident>('/incidents', incident, sending))
  const amend = async ({ id, version }: Pick<Incident, 'id' | 'version'>, change: Omit<AmendIncident, 'version'>) =>
    rows.put(await post<Incident>(`/incidents/${id}/amendments`, { ...change, version }))
  const note = ({ id }: Pick<Incident, 'id'>, text: string) => post<Note>(`/incidents/${id}/notes`, { text })
  /** Cases near a place that are open or were reported lately, known to this screen or not. */
  const around = (place: Place, metres: number, hours: number) =>
    get<Around>(
      `/incidents/around?lon=${place.lon.toFixed(7)}&lat=${place.lat.toFixed(7)}&crs=wgs84&metres=${metres}&hours=${hours}`,
    )
  const recommend = (id: Incident['id'], slot: Slot['id'] | null) =>
    get<Recommendation>(`/incidents/${id}/recommendation${slot === null ? '' : `?slot=${slot}`}`)
  /** Who could go if this were filed; nothing is. */
  const preview = async (question: AskRecommendation) =>
    (await post<{ recommendations: Recommendation[] }>('/recommendations', question, { attempts: 1 })).recommendations
  /** Cases that hold these words or bear this number, open or long over, newest first. */
  const search = async (words: string) =>
    (await get<{ incidents: Incident[] }>(`/incidents?limit=${FOUND}&q=${encodeURIComponent(words)}`)).incidents
  const similar = async (id: Incident['id']) =>
    (await get<{ incidents: Incident[] }>(`/incidents/${id}/similar`)).incidents

  const detail = (id: Incident['id']) => get<IncidentDetail>(`/incidents/${id}`)

  const pending = computed(() => standing.value.pending)
  const active = computed(() => standing.value.active)
  const suspended = computed(() => standing.value.suspended)
  const recentlyClosed = computed(() => standing.value.closed.slice(0, RECENTLY_CLOSED))
  return {
    byId: rows.byId,
    pending,
    active,
    suspended,
    recentlyClosed,
    open,
    counts,
    clock,
    clockAt,
    replaceAll,
    apply,
    prune,
    move,
    amend,
    note,
    around,
    report,
    recommend,
    preview,
    search,
    similar,
    detail,
  }
})
