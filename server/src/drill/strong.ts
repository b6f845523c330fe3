import { setTimeout as pause } from 'node:timers/promises'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { DemoAccount } from '@lianqin/shared/person'
import { lostAcceptances, lostIncidents, readLog } from './account.client.ts'
import type { Line } from './drill.client.ts'
import type { LeaderEars } from './leader.ts'
import { type DrillOrder, planReports } from './plan.engine.ts'
import { createRandom } from './random.engine.ts'
import { reportAll } from './reporting.ts'
import { openStage, type Stage } from './stage.ts'
import { type Tally, tally } from './tally.engine.ts'
import { tempoOf } from './tempo.ts'

/** What a drill did and saw. */
export interface Outcome extends Tally {
  planned: number
  acknowledged: number
  /** Reports that got no answer or a refusal. */
  unanswered: number
  squads: number
  positions: { sent: number; refused: number; seen: number }
  gaps: number
  /** Lines of the log that the desk's screen was never told as events. */
  unheard: number
  /** Cases still open when the drill gave up waiting. */
  open: number
  lostIncidents: string[]
  lostAcceptances: string[]
  seconds: number
}

interface Needs {
  line: Line
  accounts: DemoAccount[]
  order: DrillOrder
  speed: number
  say: (words: string) => void
}

const TIMING = { drivesAtMostS: 8, drivingFixMs: 1_000, patrolFixMs: 5_000, roundMs: 200 }
const SETTLE_MORE_MS = 60_000
const SAY_EVERY_MS = 15_000
const LOOK_MS = 250

/** Plays so many hours at so many reports an hour, waits until all is settled, and audits what the server says of it. */
export async function runDrill({ line, accounts, order, speed, say }: Needs): Promise<Outcome> {
  const notes = createNotes()
  const started = performance.now()
  const stage = await openStage({
    line,
    accounts,
    random: createRandom(order.seed).branch('people'),
    tempo: tempoOf(speed, TIMING),
    leftToPeople: new Set(),
    isOwn: ({ id }) => notes.acknowledged.has(id),
    leaderEars: notes.leaderEars,
    deskEars: notes.deskEars,
  })
  try {
    await stage.company.gathered
    say(`${stage.company.leaders.length} squads are on duty.`)
    const from = await welcomed(stage)
    const plan = planReports(stage.company.reference, order, Date.now().toString(36))
    const unanswered = await reportAll(stage.company, plan, { speed, acknowledged: notes.acknowledged, say })
    await settle(stage, notes, say)
    const audited = await audit(stage, notes, from)
    return {
      ...audited,
      planned: plan.length,
      unanswered,
      open: stillOpen(stage, notes),
      seconds: Math.round((performance.now() - started) / 1000),
    }
  } finally {
    stage.close()
  }
}

/** What is written down while it happens. */
function createNotes() {
  const notes = {
    acknowledged: new Map<Incident['id'], Incident>(),
    accepted: [] as Offer[],
    heard: new Set<number>(),
    positions: { sent: 0, refused: 0, seen: 0 },
    gaps: 0,
  }
  const gap = () => {
    notes.gaps++
  }
  const leaderEars: LeaderEars = {
    gap,
    accepted: (offer) => void notes.accepted.push(offer),
    sent: ({ taken, refused }) => {
      notes.positions.sent += taken
      notes.positions.refused += refused.length
    },
  }
  const deskEars = {
    gap,
    event: ({ seq }: { seq: number }) => void notes.heard.add(seq),
    seen: (units: number) => {
      notes.positions.seen += units
    },
  }
  return Object.assign(notes, { leaderEars, deskEars })
}
type Notes = ReturnType<typeof createNotes>

async function welcomed({ feed }: Stage): Promise<number> {
  for (;;) {
    const seq = feed.seq()
    if (seq !== null) return seq
    await pause(LOOK_MS)
  }
}

const stillOpen = ({ mirror }: Stage, { acknowledged }: Notes) =>
  [...mirror.incidents.keys()].filter((id) => acknowledged.has(id)).length

async function settle(stage: Stage, notes: Notes, say: (words: string) => void): Promise<void> {
  const { answerWithinS } = stage.company.reference.district.settings
  const end = performance.now() + 2 * answerWithinS * 1000 + SETTLE_MORE_MS
  let sayAt = performance.now() + SAY_EVERY_MS
  while (stillOpen(stage, notes) > 0 && performance.now() < end) {
    await pause(LOOK_MS)
    if (performance.now() < sayAt) continue
    sayAt += SAY_EVERY_MS
    say(`all reported; ${stillOpen(stage, notes)} still open …`)
  }
}

/** The server's own account, from its log and lists, held against what it had answered. */
async function audit({ company }: Stage, notes: Notes, from: number) {
  const { acknowledged, accepted, heard, positions, gaps } = notes
  const lines = await readLog(company.desk, from)
  await pause(LOOK_MS)
  const account = tally(lines, (id) => acknowledged.has(id as Incident['id']))
  return {
    ...account,
    acknowledged: acknowledged.size,
    squads: company.leaders.length,
    positions,
    gaps,
    unheard: lines.filter(({ seq }) => !heard.has(seq)).length,
    lostIncidents: await lostIncidents(company.desk, acknowledged),
    lostAcceptances: await lostAcceptances(company.desk, accepted, account.accepted),
  }
}
