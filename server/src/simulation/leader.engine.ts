import type { MoveOffer, Offer } from '@lianqin/shared/offer'
import type { Doer } from '@lianqin/shared/person'
import type { Squad } from '@lianqin/shared/squad'
import type { Supervision } from '@lianqin/shared/supervision'
import type { MoveTask, Task } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Case } from '../dispatch/case-book.engine.ts'
import type { CaseCommand } from '../dispatch/dispatch.engine.ts'
import { squads } from './district.engine.ts'
import { refuseForeign, send, wishFor } from './network.engine.ts'
import { soon, type World } from './world.engine.ts'

/** The leader of a squad, with a phone whose clock is off. */
interface Leader {
  squadId: Squad['id']
  doer: Doer
  clockOffMs: number
  /** Whether a look at the phone is planned already. */
  looks: boolean
}

const LIVE = ['made', 'delivered', 'seen']
const HALF_AN_HOUR_MS = 30 * 60_000

/** Gives every squad a leader, who looks at the phone when it rings, and again as long as something is to be done. */
export function openPhones(world: World): void {
  const leaders = new Map<Squad['id'], Leader>()
  for (const { id } of squads) {
    const doer: Doer = { personId: `person-${id}`, title: id, role: 'squad-leader' }
    const clockOffMs = world.random.between(-HALF_AN_HOUR_MS, HALF_AN_HOUR_MS)
    leaders.set(id, { squadId: id, doer, clockOffMs, looks: false })
  }
  world.wake = (squadId) => {
    const leader = leaders.get(squadId)
    if (leader && !leader.looks) planLook(world, leader, 2_000, 30_000)
  }
}

function planLook(world: World, leader: Leader, shortestMs: number, longestMs: number): void {
  leader.looks = true
  soon(world, world.random.between(shortestMs, longestMs), () => look(world, leader))
}

function look(world: World, leader: Leader): void {
  leader.looks = false
  const { store } = world
  let isAsked = false
  const engaged = [...(store.engaged.get(leader.squadId) ?? [])]
  for (const id of engaged) {
    const held = store.cases.get(id)
    if (!held) continue
    const { command, urgent } = nextFor(world, leader, held)
    isAsked ||= urgent
    if (command) tell(world, leader, held, command)
  }
  if (engaged.length === 0) return
  if (isAsked || world.quiet) planLook(world, leader, 5_000, 40_000)
  else planLook(world, leader, 30_000, 6 * 60_000)
}

function tell(world: World, { doer, squadId }: Leader, { incident }: Case, command: CaseCommand): void {
  const { what, work } = wishFor(incident.id, command)
  send(world, doer, {
    what,
    work: (trx) => {
      refuseForeign(trx, incident.id, squadId, command)
      work(trx)
    },
  })
}

interface Next {
  command: CaseCommand | null
  urgent: boolean
}

/** What this leader does next about a case: answers first, then goes on with the task, then writes what is asked in writing. */
function nextFor(world: World, leader: Leader, held: Case): Next {
  const isOwn = ({ squadId }: { squadId: string | null }) => squadId === leader.squadId
  const offer = held.offers.find((row) => isOwn(row) && LIVE.includes(row.state))
  if (offer) return { command: answerTo(world, leader, offer), urgent: true }
  const order = held.supervisions.find((row) => isOwn(row) && ['issued', 'acknowledged'].includes(row.state))
  if (order && world.random.chance(world.quiet ? 0.5 : 0.1)) return { command: writeBack(world, order), urgent: false }
  const task = held.tasks.find((row) => isOwn(row) && row.state in STEPS)
  return { command: task ? stepOf(world, leader, task, held) : null, urgent: false }
}

const version = ({ random, mood, quiet }: World, row: { version: number }) =>
  !quiet && row.version > 1 && random.chance(mood.oldShare) ? row.version - 1 : row.version

function answerTo(world: World, { clockOffMs }: Leader, offer: Offer): CaseCommand | null {
  const { random, quiet } = world
  const moves: [MoveOffer['move'], number][] = quiet
    ? [['accept', 1]]
    : [
        ['accept', 0.35],
        ['decline', 0.07],
        ['see', offer.state === 'seen' ? 0.01 : 0.2],
        ['deliver', offer.state === 'made' ? 0.2 : 0.01],
      ]
  const move = drawn(random.next(), moves)
  if (!move) return null
  const said = move === 'decline' ? { reason: 'busy' } : {}
  const deviceAt = toMoment(world.now + clockOffMs)
  return { on: 'offer', id: offer.id, command: { move, version: version(world, offer), deviceAt, ...said } }
}

/** In each state the moves and how likely they are at one look. */
const STEPS: Record<string, [MoveTask['move'], number][]> = {
  accepted: [
    ['depart', 0.5],
    ['arrive', 0.06],
    ['sendBack', 0.04],
  ],
  'en-route': [
    ['arrive', 0.4],
    ['sendBack', 0.03],
  ],
  'on-scene': [
    ['finish', 0.3],
    ['sendBack', 0.03],
  ],
}

function stepOf(world: World, { clockOffMs, squadId }: Leader, task: Task, held: Case): CaseCommand | null {
  const { random, quiet } = world
  if (!quiet && random.chance(0.03)) return askForTime(world, held.incident.version, squadId)
  const steps = STEPS[task.state] ?? []
  const move = quiet ? steps[0]?.[0] : drawn(random.next(), steps)
  if (!move || (waitsForMembers(held, task) && !random.chance(0.1))) return null
  const said = move === 'sendBack' ? { reason: 'not ours' } : move === 'finish' ? { result: 'done' } : {}
  const deviceAt = toMoment(world.now + clockOffMs)
  return { on: 'task', id: task.id, command: { move, version: version(world, task), deviceAt, ...said } }
}

/** A lead that looks at the others' tasks first is seldom refused. */
const waitsForMembers = ({ tasks }: Case, { id, part, state }: Task): boolean =>
  part === 'lead' &&
  state === 'on-scene' &&
  tasks.some((other) => other.id !== id && (other.state in STEPS || other.state === 'offered'))

const DAY_MS = 86_400_000

function askForTime(world: World, version: number, squadId: Squad['id']): CaseCommand {
  const { random, now } = world
  const reason = 'needs works'
  if (random.chance(0.5)) return { on: 'request', squadId, command: { subject: 'extend', version, reason } }
  const until = toMoment(now + Math.round(random.between(60_000, DAY_MS / 3)))
  return { on: 'request', squadId, command: { subject: 'suspend', version, reason, until } }
}

function writeBack(world: World, order: Supervision): CaseCommand {
  const move = order.state === 'issued' && world.random.chance(0.5) ? 'acknowledge' : 'answer'
  const said = move === 'answer' ? { reason: 'seen to' } : {}
  return { on: 'supervision', id: order.id, command: { move, version: version(world, order), ...said } }
}

/** The move that a number from 0 to 1 falls on; nothing if it falls beyond all of them. */
function drawn<T>(number: number, shares: readonly [T, number][]): T | null {
  let left = number
  for (const [move, share] of shares) {
    left -= share
    if (left < 0) return move
  }
  return null
}
