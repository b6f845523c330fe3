import type { Incident } from '@lianqin/shared/incident'
import { isLiveOffer, type Offer } from '@lianqin/shared/offer'
import type { Slot } from '@lianqin/shared/plan'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'

/** What has become of a place in a case: nobody yet, held out to somebody, or some squad's. */
export type Filling = 'empty' | 'held-out' | 'filled'

/** One place of a case as a screen shows it: whom it is for, who is asked, who has it, and who had it. */
export interface CasePlace {
  slot: Slot
  filling: Filling
  /** The task that fills it or is to fill it. */
  task: Task | undefined
  /** What waits for an answer; several when it is held out at once. */
  offers: readonly Offer[]
  /** Squads that gave it back or were taken off it since the case was last filed, newest first. */
  ended: readonly Task[]
}

const isOver = ({ state }: Task) => state === 'sent-back' || state === 'called-off'
const isOfThisTime = ({ askedSince }: Incident, { openedAt }: Task) => openedAt >= (askedSince ?? '')
const newestFirst = (a: Task, b: Task) => (a.openedAt < b.openedAt ? 1 : -1)

/** The places of a case in the order of its run card, as its rows leave them. The server judges the same by its own rule. */
export function placesOf(incident: Incident, tasks: readonly Task[], offers: readonly Offer[]): CasePlace[] {
  const live = offers.filter(({ state }) => isLiveOffer(state))
  // An offer that has just been answered for comes before its task does; where there is one place, it can only be for that.
  const strays = live.filter(({ taskId }) => !tasks.some(({ id }) => id === taskId))
  return incident.slots.map((slot, _, { length }) => {
    const own = tasks.filter((task) => task.slot === slot.id)
    const task = own.filter((one) => !isOver(one)).sort(newestFirst)[0]
    const held = live.filter(({ taskId }) => taskId === task?.id).concat(length === 1 ? strays : [])
    const ended = own.filter((one) => isOver(one) && one.squadId !== null && isOfThisTime(incident, one))
    return { slot, filling: fillingOf(task, held), task, offers: held, ended: ended.sort(newestFirst) }
  })
}

function fillingOf(task: Task | undefined, held: readonly Offer[]): Filling {
  if (task && task.state !== 'open' && task.state !== 'offered') return 'filled'
  return held.length > 0 ? 'held-out' : 'empty'
}

/** Members that the case does without by now: their squads were called off, and their places with them. */
export const doneWithout = (incident: Incident, tasks: readonly Task[]): Task[] =>
  tasks
    .filter((task) => isOver(task) && isOfThisTime(incident, task))
    .filter(({ slot }) => !incident.slots.some(({ id }) => id === slot))
    .sort(newestFirst)

/** The place that a seat means without saying so: the first that is empty, else the first that is not filled. */
export const placeMeant = (places: readonly CasePlace[]): CasePlace | undefined =>
  places.find(({ filling }) => filling === 'empty') ?? places.find(({ filling }) => filling === 'held-out') ?? places[0]

/** Squads that hold another place of the case, or are asked about one: none fills two. */
export const engagedElsewhere = (places: readonly CasePlace[], here: CasePlace | undefined): Set<Squad['id']> =>
  new Set(
    places
      .filter((place) => place !== here)
      .flatMap(({ offers, task, filling }) => [
        ...offers.map(({ squadId }) => squadId),
        ...(filling === 'filled' && task?.squadId ? [task.squadId] : []),
      ]),
  )
