import { after, limitMs } from '@lianqin/shared/calendar'
import type { Incident } from '@lianqin/shared/incident'
import { type Book, type Case, openBook, type Setting } from '../src/dispatch/case-book.engine.ts'
import { type CaseCommand, decide } from '../src/dispatch/dispatch.engine.ts'
import { filedTimers } from '../src/incident/filing.engine.ts'
import type { TimerOrder } from '../src/kernel/timer-rows.ts'
import { productionRules, type Rules } from '../src/simulation/world.engine.ts'

// Bugs that somebody might write into the rules, each as the rules with that one bug in them. The simulation has to find
// every one of them: what finds nothing proves nothing.

interface Plant {
  /** The promises by whose breach it may be found. */
  breaks: string[]
  rules: Rules
}

type Decide = typeof decide
const decided = (breaks: string[], plant: Decide): Plant => ({ breaks, rules: { ...productionRules, decide: plant } })

const without = (book: Book, drop: (timer: TimerOrder) => boolean): Book => ({
  ...book,
  timers: book.timers.filter((timer) => !drop(timer)),
})

/** The book with another incident in it, in its row and in every fact that tells it. */
function withIncident(book: Book, change: Partial<Incident>): Book {
  const incident = { ...book.incident, ...change }
  const facts = book.facts.map((fact) => {
    const told = (fact.body as { incident?: Incident }).incident
    return told?.version === incident.version ? { ...fact, body: { ...(fact.body as object), incident } } : fact
  })
  return { ...book, incident, facts }
}

const isRung = (given: CaseCommand, kind: TimerOrder['kind']) => given.on === 'timer' && given.timer.kind === kind
const asIfInTime = (given: CaseCommand): CaseCommand => (given.on === 'timer' ? { ...given, late: false } : given)

export const plants: Record<string, Plant> = {
  'an offer lapses without a look at its state': decided(['I5', 'I15'], (held, given, setting) => {
    const id = given.on === 'timer' && 'offerId' in given.timer.ref ? given.timer.ref.offerId : null
    const offer = held.offers.find((row) => row.id === id && row.endedAt !== null)
    if (!isRung(given, 'offer.lapse') || !offer) return decide(held, given, setting)
    const lapsed = { ...offer, state: 'lapsed' as const, endedAt: setting.now, version: offer.version + 1 }
    const task = held.tasks.find((row) => row.id === offer.taskId)
    const body = { move: 'lapse', reason: null, deviceAt: null, offer: lapsed, task }
    const audience = [offer.areaId, offer.squadId]
    return {
      ...openBook({ ...held, offers: held.offers.map((row) => (row === offer ? lapsed : row)) }, setting),
      facts: [{ kind: 'offer.moved', body, audience, incidentId: offer.incidentId }],
    }
  }),

  'a suspended case is not taken up by itself': decided(['I7'], (held, given, setting) =>
    without(decide(held, given, setting), ({ kind }) => kind === 'incident.take-up'),
  ),

  'after a suspension nobody looks at the limit': decided(['I7'], (held, given, setting) => {
    const book = decide(held, given, setting)
    const isTakenUp = held.incident.state === 'suspended' && book.incident.state === 'filed'
    return without(book, ({ ref }) => isTakenUp && 'stage' in ref && ref.stage === 'limit')
  }),

  'a pause costs a minute of the time that was left': decided(['I24'], (held, given, setting) => {
    const book = decide(held, given, setting)
    const { suspendedUntil, limit, leftMs } = held.incident
    if (!isRung(given, 'incident.take-up') || book.incident.state !== 'filed' || !suspendedUntil || !limit) return book
    const dueAt = after(limit.clock, setting.now, Math.max(0, (leftMs ?? 0) - 60_000), setting.district.calendar)
    return withIncident(movedLimit(book, dueAt), { dueAt })
  }),

  'an extension counts from now on': decided(['I24'], (held, given, setting) => {
    const book = decide(held, given, setting)
    const { limit, extensions } = book.incident
    if (extensions !== held.incident.extensions + 1 || limit === null) return book
    const { calendar } = setting.district
    const dueAt = after(limit.clock, setting.now, limitMs(limit, calendar), calendar)
    return withIncident(movedLimit(book, dueAt), { dueAt })
  }),

  'an acceptance is not held against its answer-by': decided(['I6'], acceptedWhenever),

  'the losers of a broadcast are not told': decided(['I4', 'I5'], (held, given, setting) => {
    const book = decide(held, given, setting)
    if (given.on !== 'offer' || given.command.move !== 'accept') return book
    const isLoser = (id: string) => id !== given.id && held.offers.some((row) => row.id === id && row.endedAt === null)
    const offers = book.offers.map((row) =>
      isLoser(row.id) ? (held.offers.find(({ id }) => id === row.id) ?? row) : row,
    )
    const facts = book.facts.filter(({ body }) => !isLoser((body as { offer?: { id: string } }).offer?.id ?? ''))
    return { ...book, offers, facts }
  }),

  'an alarm climbs once and no further': decided(['I7'], (held, given, setting) =>
    without(decide(held, given, setting), ({ kind }) => kind === 'alarm.escalate' && isRung(given, 'alarm.escalate')),
  ),

  'a lead may finish while its members are at it': decided(['F15', 'I1'], finishedEarly),

  'a recall asks nobody else': decided(['I1'], (held, given, setting) =>
    without(
      decide(held, given, setting),
      ({ kind }) => kind === 'dispatch.route' && given.on === 'task' && given.command.move === 'recall',
    ),
  ),

  'whoever could not answer during an outage counts as asked': decided(['I8'], (held, given, setting) =>
    decide(held, isRung(given, 'offer.lapse') ? asIfInTime(given) : given, setting),
  ),

  'what an outage made late is told as if it were late now': decided(['I8'], (held, given, setting) =>
    decide(held, isRung(given, 'task.stage') || isRung(given, 'case.stage') ? asIfInTime(given) : given, setting),
  ),

  'a departure is not told to anybody': decided(['I10'], (held, given, setting) => {
    const book = decide(held, given, setting)
    const facts = book.facts.filter(({ body }) => (body as { move?: string }).move !== 'depart')
    return { ...book, facts }
  }),

  'a case that has been given to somebody goes on shouting': decided(['F14'], (held, given, setting) => {
    const book = decide(held, given, setting)
    if (given.on !== 'choice') return book
    const facts = book.facts.filter(({ kind }) => kind !== 'alarm.moved')
    return { ...book, alarms: held.alarms, facts }
  }),

  'a rule writes into the rows it was given': decided(['I20'], (held, given, setting) => {
    if (given.on === 'amendment') held.incident.version += 1
    return decide(held, given, setting)
  }),

  'a case that is filed is left alone': {
    breaks: ['I1'],
    rules: {
      ...productionRules,
      filedTimers: (...about) => filedTimers(...about).filter(({ kind }) => kind !== 'dispatch.route'),
    },
  },

  'a squad is asked that has its hands full': {
    breaks: ['I4'],
    rules: {
      ...productionRules,
      rank: (ground) => productionRules.rank({ ...ground, limits: { ...ground.limits, stackAtMost: 99 } }),
    },
  },

  'whoever has declined is asked again': {
    breaks: ['F13'],
    rules: { ...productionRules, rank: (ground) => productionRules.rank({ ...ground, tried: new Map() }) },
  },

  'the nearest is asked, whoever may act there': {
    breaks: ['F03'],
    rules: {
      ...productionRules,
      rank: (ground) => {
        const { area, matter } = ground
        const everywhere = { ...matter, delegatedTo: [area.id] }
        return productionRules.rank({ ...ground, area: { ...area, mode: 'empowered' }, matter: everywhere })
      },
    },
  },

  'an alarm climbs whenever somebody rings': decided(['I19'], (held, given, setting) => {
    const id = given.on === 'timer' && 'alarmId' in given.timer.ref ? given.timer.ref.alarmId : null
    const isRaised = held.alarms.some((alarm) => alarm.id === id && alarm.state === 'raised' && alarm.climbAt !== null)
    if (!isRaised) return decide(held, given, setting)
    const alarms = held.alarms.map((alarm) => (alarm.id === id ? { ...alarm, climbAt: setting.now } : alarm))
    return decide({ ...held, alarms }, given, setting)
  }),

  'the first word is enough where two must agree': decided(['I15'], (held, given, setting) => {
    const { district } = setting
    const approvals = { extend: ['shift-lead'], suspend: ['shift-lead'], forceClose: ['shift-lead'] } as const
    const settings = { ...district.settings, approvals: structuredClone(approvals) as never }
    return decide(held, given, { ...setting, district: { ...district, settings } })
  }),

  'a timer set under old settings looks once and never again': decided(['I7'], (held, given, setting) => {
    const book = decide(held, given, setting)
    return given.on === 'timer' && book.facts.length === 0 ? without(book, ({ kind }) => kind.endsWith('.stage')) : book
  }),

  'a timer that rings early takes effect': {
    breaks: ['I7'],
    rules: { ...productionRules, mayFire: ({ firedAt }) => firedAt === null },
  },

  'whoever takes the lead is not shown what the members have done': decided(['I12'], (held, given, setting) => {
    const book = decide(held, given, setting)
    return { ...book, facts: book.facts.filter(({ kind }) => kind !== 'task.shown') }
  }),

  'a squad that has gone off duty is to do its part again': decided(['I4'], (held, given, setting) =>
    decide(held, given, { ...setting, offDuty: new Set() }),
  ),

  'a command that comes twice is done twice': {
    breaks: ['I9'],
    rules: { ...productionRules, isKnown: () => false },
  },
}

const movedLimit = (book: Book, dueAt: string): Book => ({
  ...book,
  timers: book.timers.map((timer) =>
    'stage' in timer.ref && timer.ref.stage === 'limit' ? { ...timer, dueAt } : timer,
  ),
})

const FAR_AWAY = '2099-01-01T00:00:00.000Z'

function acceptedWhenever(held: Case, given: CaseCommand, setting: Setting): Book {
  const offer = given.on === 'offer' ? held.offers.find(({ id }) => id === given.id) : undefined
  if (!offer || given.on !== 'offer' || given.command.move !== 'accept') return decide(held, given, setting)
  const lenient = { ...offer, answerBy: FAR_AWAY }
  const book = decide({ ...held, offers: held.offers.map((row) => (row === offer ? lenient : row)) }, given, setting)
  const { answerBy } = offer
  const offers = book.offers.map((row) => (row.id === offer.id ? { ...row, answerBy } : row))
  const facts = book.facts.map((fact) => {
    const told = (fact.body as { offer?: { id: string } }).offer
    return told?.id === offer.id ? { ...fact, body: { ...(fact.body as object), offer: { ...told, answerBy } } } : fact
  })
  return { ...book, offers, facts }
}

function finishedEarly(held: Case, given: CaseCommand, setting: Setting): Book {
  const lead = given.on === 'task' ? held.tasks.find(({ id }) => id === given.id) : undefined
  if (lead?.part !== 'lead' || given.on !== 'task' || given.command.move !== 'finish')
    return decide(held, given, setting)
  const { slots } = held.incident
  const alone: Case = {
    ...held,
    incident: { ...held.incident, slots: slots.filter(({ id }) => id === lead.slot) },
    tasks: [lead],
  }
  const book = decide(alone, given, setting)
  const others = held.tasks.filter(({ id }) => id !== lead.id)
  for (const { audience } of book.facts) audience.push(...others.flatMap(({ squadId }) => squadId ?? []))
  return withIncident({ ...book, tasks: [...others, ...book.tasks] }, { slots })
}
