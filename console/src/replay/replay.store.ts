import type { LoggedEvent } from '@lianqin/shared/events'
import type { ReplayPage, ReplayStart } from '@lianqin/shared/replay'
import { unpacker } from '@lianqin/shared/track/pack.codec'
import type { Track } from '@lianqin/shared/track/track'
import { decodeChunk } from '@lianqin/shared/track/track.codec'
import { join } from '@lianqin/shared/track/track.rank'
import type { NewTrackView, TrackGrant, ViewPurpose } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { get, getPieces, post } from '../kernel/http.ts'
import { logLine } from '../wall/log-line.ts'
import { type Story, storyAt, tellingTimes, tellOn, toldBy } from './story.rank.ts'

export const speeds: readonly number[] = [1, 2, 5, 10, 30, 60, 120, 300, 600]
const FIRST_SPEED = 60

/** What is asked for before anything of the past is shown. */
export interface Wish extends Pick<NewTrackView, 'reason'> {
  from: number
  to: number
  /** None: everybody one may see. */
  unitIds: readonly Unit['id'][]
}

/** The time machine: what was granted, what has come of it, and at which moment it stands. */
export const useReplay = defineStore('replay', () => {
  const grant = shallowRef<TrackGrant | null>(null)
  const reason = ref('')
  const tracks = shallowRef<ReadonlyMap<Unit['id'], Track>>(new Map())
  const start = shallowRef<ReplayStart | null>(null)
  const lines = shallowRef<readonly LoggedEvent[]>([])
  const loading = ref(false)

  const time = ref(0)
  const playing = ref(false)
  const speed = ref(FIRST_SPEED)
  const followed = ref<Unit['id'] | null>(null)
  /** Units that are drawn; all while none is chosen. */
  const chosen = shallowRef<ReadonlySet<Unit['id']>>(new Set())

  const from = computed(() => Date.parse(grant.value?.fromAt ?? toMoment(0)))
  const to = computed(() => Date.parse(grant.value?.toAt ?? toMoment(0)))
  const times = computed(() => tellingTimes(lines.value))
  const told = computed(() => toldBy(times.value, time.value))
  /** When something happened that is told on the page: that somebody looked, for one, is not. */
  const marks = computed(() => times.value.filter((_, index) => isTold(lines.value[index])))
  const held: { story: Story | null; of: ReplayStart | null } = { story: null, of: null }
  /** As things stood; a new object around the same rows whenever another line is told. */
  const story = computed((): Story | null => {
    if (!start.value) return null
    // Backwards it is told from the beginning: some thousand lines are told in a few milliseconds.
    if (!held.story || held.of !== start.value || told.value < held.story.told) held.story = storyAt(start.value)
    held.of = start.value
    tellOn(held.story, lines.value, told.value)
    return { ...held.story }
  })

  async function open(wish: Wish): Promise<void> {
    loading.value = true
    try {
      const granted = await ask(wish, 'replay')
      forget()
      grant.value = granted
      reason.value = wish.reason
      time.value = wish.from
      await Promise.all([loadLines(granted), loadTracks(granted)])
    } finally {
      loading.value = false
    }
  }
  const ask = ({ from: first, to: last, unitIds, reason: why }: Wish, purpose: ViewPurpose) =>
    post<TrackGrant>('/track-views', {
      ...(unitIds.length > 0 ? { unitIds } : {}),
      from: toMoment(first),
      to: toMoment(last),
      purpose,
      reason: why,
    })

  async function loadLines({ id, fromAt, toAt }: TrackGrant): Promise<void> {
    let after = ''
    for (;;) {
      const page = await get<ReplayPage>(`/replay?from=${fromAt}&to=${toAt}${after}`)
      if (grant.value?.id !== id) return
      start.value ??= page.start
      lines.value = [...lines.value, ...page.lines]
      if (page.next === null) return
      after = `&after=${page.next}`
    }
  }
  async function loadTracks({ id, unitIds }: TrackGrant): Promise<void> {
    const unpack = unpacker()
    const parts = new Map<Unit['id'], Track[]>()
    const news = { of: new Set<Unit['id']>(), toldAt: Number.NEGATIVE_INFINITY }
    function tell(): void {
      if (grant.value?.id !== id || news.of.size === 0) return
      const joined = new Map(tracks.value)
      for (const unitId of news.of) joined.set(unitId, join(parts.get(unitId) ?? []))
      tracks.value = joined
      Object.assign(news, { of: new Set(), toldAt: performance.now() })
    }
    await getPieces(`/replay/tracks?grant=${id}`, (piece) => {
      for (const { unit, body } of unpack(piece) ?? []) {
        const unitId = unitIds[unit]
        const read = decodeChunk(body)
        if (!unitId || !read.ok) continue
        const own = parts.get(unitId) ?? []
        own.push(read.track)
        parts.set(unitId, own)
        news.of.add(unitId)
      }
      // Everything is drawn anew for it: not with each of some hundred pieces.
      if (performance.now() - news.toldAt > TELL_EVERY_MS) tell()
    })
    tell()
  }

  /** Takes the shown units away as a file: a look of its own, with the same reason. */
  async function takeAway(purpose: 'gpx' | 'geojson' | 'csv'): Promise<string | null> {
    if (!grant.value) return null
    const unitIds = chosen.value.size > 0 ? [...chosen.value] : grant.value.unitIds
    const { id } = await ask({ from: from.value, to: to.value, unitIds, reason: reason.value }, purpose)
    return `/api/v1/track-exports/${id}`
  }

  function goTo(moment: number): void {
    time.value = Math.min(to.value, Math.max(from.value, moment))
    if (time.value === to.value) playing.value = false
  }
  function play(): void {
    if (!playing.value && time.value >= to.value) time.value = from.value
    playing.value = !playing.value
  }
  function hurry(by: 1 | -1): void {
    const place = speeds.indexOf(speed.value) + by
    speed.value = speeds[Math.min(speeds.length - 1, Math.max(0, place))] ?? FIRST_SPEED
  }
  /** To the next line of the log, or the one before. */
  function step(by: 1 | -1): void {
    playing.value = false
    const next = by === 1 ? marks.value.find((at) => at > time.value) : marks.value.findLast((at) => at < time.value)
    goTo(next ?? (by === 1 ? to.value : from.value))
  }
  function choose(id: Unit['id']): void {
    const next = new Set(chosen.value)
    if (!next.delete(id)) next.add(id)
    chosen.value = next
  }
  function forget(): void {
    grant.value = null
    tracks.value = new Map()
    start.value = null
    lines.value = []
    chosen.value = new Set()
    followed.value = null
    playing.value = false
  }

  // One clock for everything: tracks, rows and lines are all asked what they were at this moment.
  const running = { frame: 0, last: 0 }
  function tick(at: number): void {
    const passed = Math.min(MOST_A_FRAME_MS, at - running.last)
    running.last = at
    goTo(time.value + passed * speed.value)
    if (playing.value) running.frame = requestAnimationFrame(tick)
  }
  watch(playing, (isPlaying) => {
    cancelAnimationFrame(running.frame)
    if (!isPlaying) return
    running.last = performance.now()
    running.frame = requestAnimationFrame(tick)
  })

  return {
    ...{
      grant,
      reason,
      tracks,
      lines,
      loading,
      time,
      playing,
      speed,
      followed,
      chosen,
      from,
      to,
      times,
      marks,
      told,
      story,
    },
    ...{ open, takeAway, goTo, play, hurry, step, choose, forget },
  }
})

const isTold = (event: LoggedEvent | undefined) => event !== undefined && logLine(event) !== null

/** While they are still coming, tracks are drawn this often. */
const TELL_EVERY_MS = 400
/** A page that was in the background does not jump when it comes back. */
const MOST_A_FRAME_MS = 100
