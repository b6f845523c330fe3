import type { TrackGrant } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { now } from '../kernel/time.ts'
import { useSession } from '../person/session.store.ts'
import { askToLook, type Wish } from './asking.ts'
import { usePastLog } from './past-log.ts'
import { usePastTracks } from './past-tracks.ts'
import { usePlayer } from './player.ts'
import { type Story, storyAt, tellOn, toldBy } from './story.rank.ts'

/** What is granted to one person, and where they were in it. */
interface Look {
  grant: TrackGrant
  /** Whose past was asked for by name; none: everybody's. */
  wanted: readonly Unit['id'][]
  reason: string
  /** Null before it has begun: at the first moment of which a position is known. */
  time: number | null
}

/** The time machine: what was granted, what has come of it, and at which moment it stands. */
export const useReplay = defineStore('replay', () => {
  const session = useSession()
  const grant = shallowRef<TrackGrant | null>(null)
  const reason = ref('')
  const asking = ref(false)
  const log = usePastLog()
  const past = usePastTracks()
  const from = computed(() => Date.parse(grant.value?.fromAt ?? toMoment(0)))
  const to = computed(() => Date.parse(grant.value?.toAt ?? toMoment(0)))
  const player = usePlayer({ from, to, marks: log.marks })
  const { time } = player
  const wanted = shallowRef<readonly Unit['id'][]>([])

  const followed = ref<Unit['id'] | null>(null)
  /** Units that are drawn; all while none is chosen. */
  const chosen = shallowRef<ReadonlySet<Unit['id']>>(new Set())

  const told = computed(() => toldBy(log.times.value, time.value))
  const isStoryKnown = computed(() => time.value < log.knownUntil.value)
  const held: { story: Story | null; of: object | null } = { story: null, of: null }
  /** As things stood; a new object around the same rows whenever another line is told. Null where that is not known. */
  const story = computed((): Story | null => {
    const start = log.start.value
    if (!start || !isStoryKnown.value) return null
    // Backwards it is told from the beginning: some thousand lines are told in a few milliseconds.
    if (!held.story || held.of !== start || told.value < held.story.told) held.story = storyAt(start)
    held.of = start
    tellOn(held.story, log.lines.value, told.value)
    return { ...held.story }
  })

  /** Each opening has its own: what comes for one that is over finds it ended. */
  let opening = new AbortController()
  async function open(wish: Wish): Promise<void> {
    const signal = begin()
    asking.value = true
    try {
      const granted = await askToLook(wish, 'replay')
      if (!signal.aborted) show({ grant: granted, wanted: wish.unitIds, reason: wish.reason, time: null }, signal)
    } finally {
      if (!signal.aborted) asking.value = false
    }
  }
  /** What one has left, while its grant lasts: no other look, so no other reason. */
  const left = shallowRef<Look | null>(null)
  const resumable = computed(() => (left.value && Date.parse(left.value.grant.until) > now.value ? left.value : null))
  function resume(): void {
    if (resumable.value) show(resumable.value, begin())
  }
  function show(look: Look, signal: AbortSignal): void {
    grant.value = look.grant
    reason.value = look.reason
    wanted.value = look.wanted
    time.value = look.time ?? Date.parse(look.grant.fromAt)
    // Whoever is looked at alone is followed.
    followed.value = look.wanted.length === 1 ? (look.wanted[0] ?? null) : null
    left.value = null
    void log.load(look.grant, signal)
    void past.load(look.grant, signal).then(() => {
      if (!signal.aborted && look.time === null) beginWhereKnown()
    })
  }
  /** Nobody waits through a stretch of which nothing is known; who has set out meanwhile is not called back. */
  function beginWhereKnown(): void {
    const first = Math.min(...[...past.tracks.value.values()].map(({ at }) => at[0] ?? to.value))
    if (time.value === from.value && !player.playing.value && first > from.value && first < to.value) time.value = first
  }
  /** Loads what failed once more, and what came and could not be read. */
  function retry(): void {
    if (!grant.value) return
    if (log.part.value.state === 'failed') void log.load(grant.value, opening.signal)
    const lacks =
      past.part.value.state === 'failed' || (past.part.value.state === 'complete' && past.unreadable.value > 0)
    if (lacks) void past.load(grant.value, opening.signal)
  }
  const lacksParts = computed(
    () =>
      log.part.value.state === 'failed' ||
      past.part.value.state === 'failed' ||
      (past.part.value.state === 'complete' && past.unreadable.value > 0),
  )

  /** Ends whatever is open or being opened, and lets its tracks go; the grant is kept until somebody else sits here. */
  function leave(): void {
    if (grant.value) {
      const looked = { grant: grant.value, wanted: wanted.value }
      left.value = { ...looked, reason: reason.value, time: time.value }
    }
    begin()
  }
  function begin(): AbortSignal {
    opening.abort()
    opening = new AbortController()
    player.playing.value = false
    asking.value = false
    grant.value = null
    reason.value = ''
    wanted.value = []
    chosen.value = new Set()
    followed.value = null
    log.clear()
    past.clear()
    held.story = null
    return opening.signal
  }
  // Whoever sits down next has no grant: nothing of this one's is left, nor still on its way.
  watch(
    () => session.person?.id,
    () => {
      begin()
      left.value = null
    },
    { flush: 'sync' },
  )

  function choose(id: Unit['id']): void {
    const next = new Set(chosen.value)
    if (!next.delete(id)) next.add(id)
    chosen.value = next
  }

  return {
    ...{ grant, wanted, reason, asking, from, to, followed, chosen, told, story, isStoryKnown, resumable, lacksParts },
    ...{ logPart: log.part, lines: log.lines, times: log.times, marks: log.marks, knownUntil: log.knownUntil },
    ...{ tracksPart: past.part, tracks: past.tracks, unreadable: past.unreadable },
    ...player,
    ...{ open, resume, retry, leave, choose },
  }
})
