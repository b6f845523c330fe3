import type { Area } from '@lianqin/shared/jurisdiction'
import type { Offer, OfferMove } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import { isBinding, type Task, type TaskMove } from '@lianqin/shared/task'
import type { Fix, FixReceipt, Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { type Reaction, reactionTo, type Work, workOn } from './behaviour.engine.ts'
import { createCrew } from './crew.ts'
import type { Answer, Seat } from './drill.client.ts'
import { type Ears, openFeed } from './feed.client.ts'
import { createIntentions } from './intentions.ts'
import { createMirror } from './mirror.ts'
import type { Random } from './random.engine.ts'
import type { Tempo } from './tempo.ts'

/** What a leader did, for whoever counts. */
export interface LeaderEars extends Pick<Ears, 'gap'> {
  accepted: (offer: Offer) => void
  sent: (receipt: FixReceipt) => void
}

export interface Leader {
  /** One look at what there is to do; never two at once. */
  round: (now: number) => void
  isFree: () => boolean
  close: () => void
}

interface Needs {
  seat: Seat
  squad: Squad
  units: readonly Unit[]
  beat: Area
  random: Random
  tempo: Tempo
  lastSeen: (unitId: Unit['id']) => Fix | undefined
  ears: LeaderEars
  /** A person holds this phone: the crew patrols and drives, but offers and tasks are left to that person. */
  handsOff: boolean
}

/** After a refusal the leader looks again this much later. */
const LOOK_AGAIN_MS = 2_000
const UNREACHABLE = { ok: false, code: 'unreachable' } as const

/** One squad's leader with a phone and a crew: answers offers, goes, works, finishes, and says all the time where everybody is. */
export function createLeader({ seat, squad, units, beat, random, tempo, lastSeen, ears, handsOff }: Needs): Leader {
  const mirror = createMirror()
  const feed = openFeed(seat, { take: mirror.take, ...(ears.gap ? { gap: ears.gap } : {}) })
  const crew = createCrew({ units, beat, random: random.branch('crew'), tempo, lastSeen })
  const intentions = createIntentions()
  const reactions = new Map<Offer['id'], Reaction>()
  const works = new Map<Task['id'], Work>()
  const held = { sending: false }
  const choices = random.branch('choices')
  const tasksInHand = () =>
    [...mirror.tasks.values()].filter((task) => task.squadId === squad.id && isBinding(task.state))

  async function attempt<T>(
    what: string,
    now: number,
    work: () => Promise<Answer<T>>,
    done: (row: T) => void = () => {},
  ) {
    intentions.spend(what)
    const answer = await work().catch(() => UNREACHABLE)
    if (answer.ok) return done(answer.body)
    intentions.putOff(what, now + LOOK_AGAIN_MS)
  }

  function due(what: string, now: number, afterS: number): boolean {
    return intentions.isDue(what, now, () => tempo.ms(afterS))
  }

  function answerOffer(offer: Offer, now: number) {
    const reaction = known(reactions, offer.id, () => reactionTo(choices, { tasksInHand: tasksInHand().length }))
    const { answer, reason, deliverAfterS, seeAfterS, answerAfterS } = reaction
    const move = (name: OfferMove, more: object = {}) =>
      seat.post<Offer>(`/offers/${offer.id}/moves`, {
        move: name,
        version: offer.version,
        deviceAt: toMoment(now),
        ...more,
      })
    if (offer.state === 'made') {
      if (due(`deliver ${offer.id}`, now, deliverAfterS))
        void attempt(`deliver ${offer.id}`, now, () => move('deliver'))
    } else if (offer.state === 'delivered') {
      if (due(`see ${offer.id}`, now, seeAfterS)) void attempt(`see ${offer.id}`, now, () => move('see'))
    } else if (answer !== 'ignore' && due(`${answer} ${offer.id}`, now, answerAfterS)) {
      if (answer === 'accept') void attempt(`accept ${offer.id}`, now, () => move('accept'), ears.accepted)
      else void attempt(`decline ${offer.id}`, now, () => move('decline', { reason }))
    }
  }

  function doTask(task: Task, now: number) {
    const incident = mirror.incidents.get(task.incidentId)
    const place = incident && { lon: incident.lon, lat: incident.lat }
    if (place && task.state !== 'accepted') crew.driveTo(place, now)
    if (handsOff) return
    const { departAfterS, workS, sendBack, result } = known(works, task.id, () => workOn(choices))
    const step = (move: TaskMove, more: object = {}) =>
      attempt(`${move} ${task.id}`, now, () =>
        seat.post<Task>(`/tasks/${task.id}/moves`, { move, version: task.version, deviceAt: toMoment(now), ...more }),
      )
    if (task.state === 'accepted') {
      if (due(`depart ${task.id}`, now, departAfterS)) void step('depart')
    } else if (task.state === 'en-route') {
      const there = place === undefined || crew.isThere(place)
      const overdue = intentions.isDue(`late ${task.id}`, now, () => tempo.drivesAtMostS * 1000)
      if ((there || overdue) && due(`arrive ${task.id}`, now, 0)) void step('arrive')
    } else if (sendBack !== null) {
      if (due(`sendBack ${task.id}`, now, workS / 3)) void step('sendBack', { reason: sendBack })
    } else if (due(`finish ${task.id}`, now, workS)) void step('finish', { result })
  }

  async function sayWhere(now: number) {
    const fixes = crew.advance(now)
    if (held.sending || fixes.length === 0) return
    held.sending = true
    try {
      const answer = await seat.post<FixReceipt>('/positions', { crs: 'wgs84', fixes })
      if (answer.ok) ears.sent(answer.body)
    } finally {
      held.sending = false
    }
  }

  return {
    round(now) {
      if (mirror.squads.get(squad.id)?.state !== 'on-duty') return
      void sayWhere(now).catch(() => {})
      if (!handsOff) for (const offer of mirror.offers.values()) answerOffer(offer, now)
      const inHand = tasksInHand().sort((a, b) => ((a.acceptedAt ?? '') < (b.acceptedAt ?? '') ? -1 : 1))
      const task = inHand.find(({ state }) => state !== 'accepted') ?? inHand[0]
      if (task) doTask(task, now)
      else crew.goOnPatrol()
      intentions.settle()
      prune(reactions, mirror.offers)
      prune(works, mirror.tasks)
      const own = new Map([...mirror.offers.values(), ...mirror.tasks.values()].map((row) => [row.incidentId, row]))
      prune(mirror.incidents, own)
    },
    isFree: () => mirror.offers.size === 0 && tasksInHand().length === 0,
    close: feed.close,
  }
}

function known<K, V>(map: Map<K, V>, key: K, think: () => V): V {
  const value = map.get(key) ?? think()
  map.set(key, value)
  return value
}

function prune<K>(map: Map<K, unknown>, standing: ReadonlyMap<K, unknown>) {
  for (const key of map.keys()) if (!standing.has(key)) map.delete(key)
}
