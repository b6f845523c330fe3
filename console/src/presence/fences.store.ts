import type { LoggedEvent } from '@lianqin/shared/events'
import type { FenceStay, Passage } from '@lianqin/shared/presence'
import type { Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import type { Snapshot } from '@lianqin/shared/wall'
import { defineStore } from 'pinia'
import { readonly, shallowReactive, shallowRef } from 'vue'
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
  /** How often all was learned anew: a snapshot does not say who is inside of what. */
  const snapshots = shallowRef(0)
  /** What the log tells while an answer is on its way, which may have been written before it. */
  let heard: LoggedEvent[] | undefined

  /** The fences a unit is inside of, the longest first. */
  const staysOf = (unitId: Unit['id']): FenceStay[] =>
    [...stays.values()]
      .filter((stay) => stay.unitId === unitId)
      .sort((a, b) => Date.parse(a.since) - Date.parse(b.since))

  function pass(passage: Passage): void {
    const { unitId, fenceId, kind, at } = passage
    const key = keyOf(passage)
    if (kind === 'exit') stays.delete(key)
    else stays.set(key, { unitId, fenceId, since: stays.get(key)?.since ?? at, toldDwell: kind === 'dwell' })
  }
  /** Off duty a unit is nowhere. */
  function forgetStays(squadId: Squad['id']): void {
    for (const [key, { unitId }] of stays) if (units.byId.get(unitId)?.squadId === squadId) stays.delete(key)
  }
  function follow(event: LoggedEvent): void {
    for (const passage of passageOf(event)) pass(passage)
    if (event.kind === 'squad.moved' && event.body.squad.state === 'off-duty') forgetStays(event.body.squad.id)
  }
  function apply(event: LoggedEvent): void {
    passages.value = [...passageOf(event), ...passages.value].slice(0, PASSAGES_KEPT)
    follow(event)
    heard?.push(event)
  }
  /** Fences need not tell of everything: who is inside of which is asked whenever somebody looks at a unit. */
  async function askStays(): Promise<void> {
    const since: LoggedEvent[] = []
    heard = since
    try {
      const asked = await get<{ stays: FenceStay[] }>('/fence-stays')
      // A look after this one, or a new snapshot, is asked anew.
      if (heard !== since) return
      stays.clear()
      for (const stay of asked.stays) stays.set(keyOf(stay), stay)
      for (const event of since) follow(event)
    } finally {
      if (heard === since) heard = undefined
    }
  }
  function replaceAll({ recent }: Snapshot): void {
    heard = undefined
    stays.clear()
    passages.value = recent.flatMap(passageOf)
    snapshots.value += 1
  }
  return { passages, snapshots: readonly(snapshots), staysOf, apply, replaceAll, askStays }
})
