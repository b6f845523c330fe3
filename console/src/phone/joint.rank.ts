import type { Incident } from '@lianqin/shared/incident'
import type { Slot } from '@lianqin/shared/plan'
import { isOpenTask, type Task } from '@lianqin/shared/task'

/** One place of a case for a squad that helps, and the task that fills it or is to fill it. */
export interface MemberPlace {
  slot: Slot
  task: Task | null
}

/** The places for members in the order of the run card. What was sent back or called off no longer fills one. */
export const memberPlaces = ({ slots }: Pick<Incident, 'slots'>, tasks: readonly Task[]): MemberPlace[] =>
  slots
    .filter(({ part }) => part === 'member')
    .map((slot) => ({
      slot,
      task: tasks.find((task) => task.slot === slot.id && !['sent-back', 'called-off'].includes(task.state)) ?? null,
    }))

/** How many the lead has to wait for before it may confirm all: every other task that is neither done nor over. */
export const openMembers = (lead: Pick<Task, 'id' | 'part'>, tasks: readonly Task[]): number =>
  lead.part === 'lead'
    ? tasks.filter(({ id, state }) => id !== lead.id && isOpenTask(state) && state !== 'handled').length
    : 0
