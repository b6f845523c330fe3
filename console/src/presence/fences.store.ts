import type { LoggedEvent } from '@lianqin/shared/events'
import type { FenceStay, Passage } from '@lianqin/shared/presence'
import type { Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import type { Snapshot } from '@lianqin/shared/wall'
import { defineStore } from 'pinia'
import { shallowReactive, shallowRef } from 'vue'
import { get } from '../kernel/http.ts'
import { useUnits } from '../unit/unit.store.ts'

const PASSAGES_KEPT = 200

const passageOf = ({ body }: LoggedEvent): Passage[] => ('passage' in body ? [body.passage] : [])
const keyOf = ({ unitId, fenceId }: Pick<FenceStay, 'unitId' | 'fenceId'>) => `${unitId} ${fenceId}`

/** Who came into a fence, left it or stays there; and who is inside of which. */
export const useFences = defineStore('fences', () => {
  const units = useUnits()
  /** Newest first, as far as the log has told this screen. */
  const passages = shallowRef<readonly Passage[]>([])
  const stays = shallowReactive(new Map<string, FenceStay>())

  /** The fences a unit is inside of, the longest first. */
  const staysOf = (unitId: Unit['id']): FenceStay[] =>
    [...stays.values()]
      .filter((stay) => stay.unitId === unitId)
      .sort((a, b) => Date.parse(a.since) - Date.parse(b.since))

  function pass(passage: Passage): void {
    passages.value = [passage, ...passages.value].slice(0, PASSAGES_KEPT)
    const { unitId, fenceId, kind, at } = passage
    const key = keyOf(passage)
    if (kind === 'exit') stays.delete(key)
    else stays.set(key, { unitId, fenceId, since: stays.get(key)?.since ?? at, toldDwell: kind === 'dwell' })
  }
  /** Off duty a unit is nowhere. */
  function forgetStays(squadId: Squad['id']): void {
    for (const [key, { unitId }] of stays) if (units.byId.get(unitId)?.squadId === squadId) stays.delete(key)
  }
  function apply(event: LoggedEvent): void {
    for (const passage of passageOf(event)) pass(passage)
    if (event.kind === 'squad.moved' && event.body.squad.state === 'off-duty') forgetStays(event.body.squad.id)
  }
  /** Fences need not tell of everything: who is inside of which is asked whenever somebody looks at a unit. */
  async function askStays(): Promise<void> {
    const asked = await get<{ stays: FenceStay[] }>('/fence-stays')
    stays.clear()
    for (const stay of asked.stays) stays.set(keyOf(stay), stay)
  }
  function replaceAll({ recent }: Snapshot): void {
    stays.clear()
    passages.value = recent.flatMap(passageOf)
  }
  return { passages, staysOf, apply, replaceAll, askStays }
})
