import type { Area } from '@lianqin/shared/jurisdiction'
import type { Officer } from '@lianqin/shared/officer'
import type { DemoAccount, Session } from '@lianqin/shared/person'
import type { Reference } from '@lianqin/shared/reference'
import type { Squad } from '@lianqin/shared/squad'
import type { Fix } from '@lianqin/shared/unit'
import type { Positions } from '@lianqin/shared/wall'
import { type Line, type Seat, takeSeat } from './drill.client.ts'
import { createLeader, type Leader, type LeaderEars } from './leader.ts'
import type { Random } from './random.engine.ts'
import type { Tempo } from './tempo.ts'

/** Everybody who plays: the desk's seat, the district it works in, and the leaders with their phones. */
export interface Company {
  desk: Seat
  /** Who sits there. */
  deskPerson: Session['person']
  reference: Reference
  /** Grows while the leaders come on duty. */
  leaders: { squad: Squad; seat: Seat; leader: Leader }[]
  /** Resolves when all have signed on. */
  gathered: Promise<void>
}

interface Needs {
  line: Line
  accounts: DemoAccount[]
  random: Random
  tempo: Tempo
  ears: LeaderEars
  leftToPeople: ReadonlySet<string>
  /** The share of squads that have the day off. */
  offDuty: number
}

/** Signing in costs the server a hash each: so many at a time. */
const AT_ONCE = 4

/** Signs the desk in, then the leaders and their squads, a few at a time. */
export async function gather(needs: Needs): Promise<Company> {
  const { line, accounts } = needs
  const chief = accounts.find(({ role, scope }) => role === 'shift-lead' && scope.kind === 'district')
  if (!chief) throw new Error('there is no shift lead of the whole district among the demo accounts')
  const desk = await takeSeat(line, chief)
  const [session, reference, squads, positions] = await Promise.all([
    read<Session>(desk, '/session'),
    read<Reference>(desk, '/reference'),
    read<{ squads: Squad[] }>(desk, '/squads'),
    read<Positions>(desk, '/positions'),
  ])
  const lastSeen = new Map(positions.fixes.map((fix) => [fix.unitId, fix]))
  const company: Company = { desk, deskPerson: session.person, reference, leaders: [], gathered: Promise.resolve() }
  const queue = playing(squads.squads, needs)
  const worker = async () => {
    for (let squad = queue.shift(); squad; squad = queue.shift()) await bringIn(company, squad, lastSeen, needs)
  }
  company.gathered = Promise.all(Array.from({ length: AT_ONCE }, worker)).then(() => {})
  // Heard by whoever awaits it; until then it must not count as unheard.
  company.gathered.catch(() => {})
  return company
}

async function read<T>(seat: Seat, path: string): Promise<T> {
  const answer = await seat.get<T>(path)
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.code}`)
  return answer.body
}

/** All squads but a few; a squad's chance is its own, so that the same ones rest whatever else changes. */
const playing = (squads: readonly Squad[], { random, offDuty, leftToPeople }: Needs) =>
  squads.filter(({ id }) => leftToPeople.has(id) || !random.branch(`duty ${id}`).chance(offDuty))

async function bringIn(company: Company, squad: Squad, lastSeen: Map<string, Fix>, needs: Needs) {
  const { line, accounts, random, tempo, ears, leftToPeople } = needs
  const account = accounts.find(({ scope }) => scope.kind === 'squad' && scope.squadId === squad.id)
  const { areas, units } = company.reference
  if (!account || areas.length === 0) return
  const seat = await takeSeat(line, account)
  if (squad.state === 'off-duty') {
    const { officers } = await read<{ officers: Officer[] }>(seat, '/officers')
    const officerIds = officers
      .filter((one) => one.dutySquadId === squad.id && one.state === 'active')
      .map(({ id }) => id)
    await seat.post(`/squads/${squad.id}/moves`, { move: 'sign-on', version: squad.version, officerIds })
  }
  const own = random.branch(squad.id)
  const beat = areas.find(({ id }) => id === squad.areaId) ?? own.weighted(areas, ({ share }: Area) => share)
  const leader = createLeader({
    seat,
    squad,
    units: units.filter(({ squadId }) => squadId === squad.id),
    beat,
    random: own,
    tempo,
    lastSeen: (unitId) => lastSeen.get(unitId),
    ears,
    handsOff: leftToPeople.has(squad.id),
  })
  company.leaders.push({ squad, seat, leader })
}
