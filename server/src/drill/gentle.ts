import { setTimeout as pause } from 'node:timers/promises'
import type { Squad } from '@lianqin/shared/squad'
import { gapMs } from './arrivals.engine.ts'
import { askDemo, backOffMs, type Line } from './drill.client.ts'
import { createRandom } from './random.engine.ts'
import { createReports, isOfDrill } from './reports.engine.ts'
import { openStage, type Stage } from './stage.ts'
import { tempoOf } from './tempo.ts'

/** Two phones are left to people who try the demo: these patrol, and wait for a person to answer. */
const LEFT_TO_PEOPLE: ReadonlySet<Squad['id']> = new Set(['squad-gulin-1', 'squad-market-1'])

const TEMPO = tempoOf(1, { drivesAtMostS: 420, drivingFixMs: 4_000, patrolFixMs: 12_000, roundMs: 1_000 })
const GAP = { shortestMs: 20_000, longestMs: 30_000 }
/** So many cases stand on the desk soon after the start, and new ones wait while there are this many. */
const AT_START = 12
const AT_START_GAP_MS = 600
const MOST_OPEN = 45
const SEED = 'gentle'
const TRIES = 4
const MINUTE_MS = 60_000

/** Plays a quiet day on the demo district until stopped: squads patrol, a case comes in every half minute and is dealt with. */
export async function startGentleDrill(url: string): Promise<{ stop: () => Promise<void> }> {
  const ending = new AbortController()
  const line: Line = { server: url.replace(/\/$/, ''), signal: ending.signal, tries: TRIES, heard: () => {} }
  // In the background: the server says that it is open without waiting for eighty people to sign in.
  const playing = playUntilStopped(line)
  return {
    async stop() {
      ending.abort()
      await playing
    },
  }
}

/** Begins again, later and later, whatever went wrong at the beginning: the server may still be busy opening. */
async function playUntilStopped(line: Line): Promise<void> {
  for (let tries = 0; !line.signal.aborted; tries++) {
    await play(line).catch(() => pause(backOffMs(tries), undefined, { signal: line.signal }).catch(() => {}))
  }
}

async function play(line: Line): Promise<void> {
  const demo = await askDemo(line)
  if (!demo) throw new Error('the server gives no demo accounts')
  const stage = await openStage({
    line,
    accounts: demo.accounts,
    random: createRandom(SEED),
    tempo: TEMPO,
    leftToPeople: LEFT_TO_PEOPLE,
    isOwn: isOfDrill,
    leaderEars: { accepted: () => {}, sent: () => {} },
    deskEars: {},
  })
  try {
    await stage.company.gathered
    await keepReporting(line, stage)
  } finally {
    stage.close()
  }
}

async function keepReporting({ signal }: Line, { company, mirror }: Stage): Promise<void> {
  const { desk, reference } = company
  // Not of the seed alone: a second start must not send yesterday's cases again.
  const run = Date.now().toString(36)
  const random = createRandom(`${SEED} ${run}`)
  const reportOf = createReports(reference, run)
  const { utcOffsetMinutes } = reference.district.calendar
  for (let number = 1; ; number++) {
    const open = [...mirror.incidents.values()].filter(isOfDrill).length
    const starting = number <= AT_START && open < AT_START
    const localHour = new Date(Date.now() + utcOffsetMinutes * MINUTE_MS).getUTCHours()
    await pause(starting ? AT_START_GAP_MS : gapMs(random, localHour, GAP), undefined, { signal })
    if (open < MOST_OPEN) await desk.post('/incidents', reportOf(random, number))
  }
}
