import { type ComputedRef, ref, watch } from 'vue'
import { toldBy } from './story.rank.ts'

export const speeds: readonly number[] = [1, 2, 5, 10, 30, 60, 120, 300, 600]
const FIRST_SPEED = 60
/** A page that was in the background does not jump when it comes back. */
const MOST_A_FRAME_MS = 100

interface Span {
  from: ComputedRef<number>
  to: ComputedRef<number>
  /** When something happened that is told. */
  marks: ComputedRef<Float64Array>
}

/** The one clock of a replay: tracks, rows and lines are all asked what they were at its moment. */
export function usePlayer({ from, to, marks }: Span) {
  const time = ref(0)
  const playing = ref(false)
  const speed = ref(FIRST_SPEED)

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
  /** To what happened next, or before. */
  function step(by: 1 | -1): void {
    playing.value = false
    const next = by === 1 ? marks.value[toldBy(marks.value, time.value)] : marks.value.findLast((at) => at < time.value)
    goTo(next ?? (by === 1 ? to.value : from.value))
  }

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
  return { time, playing, speed, goTo, play, hurry, step }
}
