import type { Incident } from '@lianqin/shared/incident'
import type { DemoAccount } from '@lianqin/shared/person'
import type { Squad } from '@lianqin/shared/squad'
import { type Company, gather } from './company.ts'
import { createDesk } from './desk.ts'
import type { Line } from './drill.client.ts'
import { type Ears, type Feed, openFeed } from './feed.client.ts'
import type { LeaderEars } from './leader.ts'
import { createMirror, type Mirror } from './mirror.ts'
import type { Random } from './random.engine.ts'
import type { Tempo } from './tempo.ts'

/** Everybody in place and at work: leaders on their phones, the desk at its screen. */
export interface Stage {
  company: Company
  mirror: Mirror
  feed: Feed
  close: () => void
}

interface Needs {
  line: Line
  accounts: DemoAccount[]
  random: Random
  tempo: Tempo
  leftToPeople: ReadonlySet<Squad['id']>
  isOwn: (incident: Incident) => boolean
  leaderEars: LeaderEars
  deskEars: Omit<Ears, 'take'>
}

/** The share of squads that have the day off. */
const OFF_DUTY = 0.1

/** Opens the desk's screen and lets everybody come on duty and begin; the leaders may still be arriving. */
export async function openStage({ deskEars, leaderEars, isOwn, ...needs }: Needs): Promise<Stage> {
  const { random, tempo, leftToPeople } = needs
  // Closing also ends the sign-ins that are under way: nobody is to come on duty on a stage that is over.
  const closing = new AbortController()
  const line = { ...needs.line, signal: AbortSignal.any([needs.line.signal, closing.signal]) }
  const company = await gather({ ...needs, line, ears: leaderEars, offDuty: OFF_DUTY })
  const mirror = createMirror()
  const closings = new Map(company.reference.matters.map(({ id, closing }) => [id, closing[0]?.code]))
  const desk = createDesk({
    seat: company.desk,
    personId: company.deskPerson.id,
    mirror,
    random: random.branch('desk'),
    tempo,
    isOwn,
    closingOf: (incident) => closings.get(incident.matterId),
    leftToPeople,
  })
  const feed = openFeed(company.desk, { ...deskEars, take: mirror.take })
  const rounds = setInterval(() => {
    const now = Date.now()
    for (const { leader } of company.leaders) leader.round(now)
    desk.round(now)
  }, tempo.roundMs)
  return {
    company,
    mirror,
    feed,
    close() {
      closing.abort()
      clearInterval(rounds)
      feed.close()
      for (const { leader } of company.leaders) leader.close()
    },
  }
}
