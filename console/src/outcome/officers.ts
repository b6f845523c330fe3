import type { TaskCrew } from '@lianqin/shared/crew'
import type { CaseLead } from '@lianqin/shared/lead'
import { mayEnforce, type Officer } from '@lianqin/shared/officer'
import { computed, shallowRef } from 'vue'
import { get } from '../kernel/http.ts'
import { dayDigits, serverNow } from '../kernel/time.ts'
import { useSquads } from '../squad/squad.store.ts'
import type { Choice } from '../ui/choices.ts'

interface Parts {
  tasks: { id: string }[]
}

/** Whose case a penalty is: whoever was on its tasks is proposed, anybody with a licence can be added. */
export function useOfficers(lead: Pick<CaseLead, 'incidentId'>) {
  const squads = useSquads()
  const all = shallowRef<readonly Officer[]>([])
  const chosen = shallowRef<readonly Officer[]>([])

  async function open(): Promise<void> {
    const [{ officers }, { tasks }] = await Promise.all([
      get<{ officers: Officer[] }>('/officers'),
      get<Parts>(`/incidents/${lead.incidentId}`),
    ])
    const today = dayDigits(serverNow())
    all.value = officers.filter((officer) => mayEnforce(today, officer))
    const crews = await Promise.all(tasks.map(({ id }) => get<TaskCrew>(`/tasks/${id}/crew`)))
    const wereThere = new Set(crews.flatMap((crew) => crew.officers.map(({ id }) => id)))
    chosen.value = all.value.filter(({ id }) => wereThere.has(id))
  }
  const choices = computed(() =>
    all.value
      .filter((officer) => !chosen.value.includes(officer))
      .map(
        ({ id, name, licenceNo, dutySquadId }): Choice<Officer['id']> => ({
          value: id,
          label: name,
          hint: squads.nameOf(dutySquadId),
          also: licenceNo ?? '',
        }),
      ),
  )
  function add(id: Officer['id'] | null): void {
    const officer = all.value.find((one) => one.id === id)
    if (officer) chosen.value = [...chosen.value, officer]
  }
  function drop(id: Officer['id']): void {
    chosen.value = chosen.value.filter((officer) => officer.id !== id)
  }
  return { open, choices, chosen, add, drop }
}
