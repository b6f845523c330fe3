import type { LoggedEvent } from '@lianqin/shared/events'
import {
  MOST_FETCHES,
  type MoveTrackRequest,
  type NewTrackRequest,
  type ToldRequest,
  type TrackRequest,
} from '@lianqin/shared/track/request'
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive } from 'vue'
import { get, post } from '../kernel/http.ts'
import { deskKeys } from '../kernel/keymap.ts'
import { notify } from '../kernel/notices.ts'
import { pressedHere } from '../kernel/own-keys.ts'
import { createRows } from '../kernel/rows.ts'
import { now } from '../kernel/time.ts'
import { useSession } from '../person/session.store.ts'
import { awaitsWordOf, byWord, mayFetch } from './request.rank.ts'
import { requestText } from './request.text.ts'

const AGAIN_MS = 4_000
const AGAIN_MOST_MS = 60_000

/** Files of tracks that two people must want: what is asked for, what awaits one's own word, what one may fetch. */
export const useTrackRequests = defineStore('track-requests', () => {
  const session = useSession()
  const rows = createRows<TrackRequest>()
  /** What a squad is told of a request that it is about: one for each squad. */
  const told = shallowReactive(new Map<string, ToldRequest>())
  const known = ref<'loading' | 'failed' | 'known'>('loading')
  /** Each snapshot has its own number: what was asked for before it is not listened to. */
  const held = { turn: 0, timer: undefined as ReturnType<typeof setTimeout> | undefined }

  const all = computed(() => [...rows.byId.values()].sort(byWord(session.person)))
  const waiting = computed(() => all.value.filter((one) => awaitsWordOf(one, session.person)))
  const own = computed(() => all.value.filter(({ askedById }) => askedById === session.person?.id))
  const others = computed(() => all.value.filter((one) => !waiting.value.includes(one) && !own.value.includes(one)))
  const fetchable = computed(() =>
    own.value.filter((one) => mayFetch(one, session.person, { now: now.value, most: MOST_FETCHES })),
  )
  /** Newest first. */
  const toldOnly = computed(() =>
    [...told.values()].filter(({ id }) => !rows.byId.has(id)).sort((a, b) => (a.askedAt < b.askedAt ? 1 : -1)),
  )

  function putTold(one: ToldRequest): void {
    const key = `${one.id} ${one.squadId}`
    if ((told.get(key)?.version ?? 0) < one.version) told.set(key, one)
  }
  function apply({ kind, body }: LoggedEvent): void {
    if (kind === 'track.request-told' && 'told' in body) putTold(body.told)
    if (!('request' in body)) return
    rows.put(body.request)
    if (kind === 'track.request-moved' && 'move' in body && body.request.askedById === session.person?.id)
      tell(body.move, body.request)
  }
  /** Whoever asked is told what became of it, wherever they are by now. */
  function tell(move: string, { decidedByTitle, decision }: TrackRequest): void {
    const said = { who: decidedByTitle ?? '', reason: decision ?? '', key: pressedHere(deskKeys.tracks) }
    if (move === 'agree') notify('done', requestText('heard.agree', said))
    if (move === 'refuse') notify('refused', requestText('heard.refuse', said))
    if (move === 'lapse') notify('refused', requestText('heard.lapse'))
  }

  async function load(): Promise<void> {
    const mine = held.turn
    try {
      const answer = await get<{ requests: TrackRequest[]; told: ToldRequest[] }>('/track-requests')
      if (mine !== held.turn) return
      for (const request of answer.requests) rows.put(request)
      for (const one of answer.told) putTold(one)
      known.value = 'known'
    } catch (fault) {
      if (mine === held.turn && known.value !== 'known') known.value = 'failed'
      throw fault
    }
  }
  async function untilLoaded(waitMs = AGAIN_MS): Promise<void> {
    const mine = held.turn
    await load().catch(() => {
      if (mine !== held.turn) return
      held.timer = setTimeout(() => void untilLoaded(Math.min(2 * waitMs, AGAIN_MOST_MS)), waitMs)
    })
  }
  /** It stands in no snapshot: few ask for it, and whoever does asks anew. */
  function replaceAll(): void {
    held.turn += 1
    clearTimeout(held.timer)
    rows.replaceAll([])
    told.clear()
    known.value = 'loading'
    if (session.person) void untilLoaded()
  }

  const ask = async (wish: NewTrackRequest) => rows.put(await post<TrackRequest>('/track-requests', wish))
  const move = async ({ id, version }: TrackRequest, step: Omit<MoveTrackRequest, 'version'>) =>
    rows.put(await post<TrackRequest>(`/track-requests/${id}/moves`, { ...step, version }))

  return { known, waiting, own, others, fetchable, toldOnly, load, ask, move, apply, replaceAll }
})
