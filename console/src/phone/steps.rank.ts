import { type Task, type TaskMove, taskMachine } from '@lianqin/shared/task'
import type { Moment } from '@lianqin/shared/wire/moment'

export interface Step {
  move: TaskMove
  /** Skipped is a step that the squad went past without saying so, such as departing. */
  standing: 'done' | 'skipped' | 'next' | 'todo'
  at: Moment | null
}

/** What a squad leader may do with a task now, as the machine's table says it. */
export interface LeaderMoves {
  /** The one big next step: the first of the table that takes nothing away from anybody. */
  next: TaskMove | null
  /** Other ways forward, such as arriving without having said that one departed. */
  also: TaskMove[]
  /** Steps back, which need a reason. */
  back: TaskMove[]
}

export function leaderMoves(state: Task['state']): LeaderMoves {
  const moves = taskMachine.movesFrom(state, 'squad-leader')
  const [next = null, ...also] = moves.filter((move) => !taskMachine.needsReason(move))
  return { next, also, back: moves.filter(taskMachine.needsReason) }
}

/** The way of a task from acceptance to the desk's check, with the times it has noted. */
export function stepsOf(task: Task): Step[] {
  const noted: [TaskMove, Moment | null, boolean][] = [
    ['accept', task.acceptedAt, task.acceptedAt !== null],
    ['depart', task.departedAt, task.departedAt !== null],
    ['arrive', task.arrivedAt, task.arrivedAt !== null],
    ['finish', task.handledAt, task.handledAt !== null],
    ['check', null, task.state === 'checked'],
  ]
  const { next } = leaderMoves(task.state)
  return noted.map(([move, at, done], index) => {
    if (done) return { move, at, standing: 'done' }
    if (move === next) return { move, at, standing: 'next' }
    const wentPast = noted.slice(index + 1).some(([, , later]) => later)
    return { move, at, standing: wentPast ? 'skipped' : 'todo' }
  })
}
