import { useIntervalFn } from '@vueuse/core'
import { computed, onScopeDispose, ref, watch } from 'vue'
import { countdown, now, SECOND } from '../kernel/time.ts'
import { alarmText } from './alarm.text.ts'

const EVERY_MS = 4 * SECOND
const MUTED_MS = 60 * SECOND
/** Two short tones, a fourth apart: heard through talk, not alarming in itself. */
const TONES = [880, 1174.7] as const
const TONE_S = 0.14
const LOUDNESS = 0.12

/**
 * Sounds while something shouts. Browsers keep silent until the user has touched the page, so whether sound can be heard
 * at all is a state of its own, and shown.
 */
export function useAlarmSound(shouts: () => boolean) {
  const context = new AudioContext()
  const unlocked = ref(context.state === 'running')
  const mutedUntil = ref(0)
  const muted = computed(() => mutedUntil.value > now.value)
  const state = computed(() => (!unlocked.value ? 'locked' : muted.value ? 'muted' : 'on'))
  const mutedLeftMs = computed(() => Math.max(0, mutedUntil.value - now.value))

  context.addEventListener('statechange', () => {
    unlocked.value = context.state === 'running'
  })
  const unlock = () => {
    if (context.state === 'suspended') void context.resume()
  }
  const gestures = ['pointerdown', 'keydown'] as const
  for (const gesture of gestures) window.addEventListener(gesture, unlock)

  function sound(): void {
    if (state.value !== 'on' || !shouts()) return
    TONES.forEach((pitch, index) => {
      const tone = context.createOscillator()
      const loudness = context.createGain()
      const start = context.currentTime + index * TONE_S * 1.2
      tone.frequency.value = pitch
      loudness.gain.setValueAtTime(LOUDNESS, start)
      loudness.gain.exponentialRampToValueAtTime(0.001, start + TONE_S)
      tone.connect(loudness).connect(context.destination)
      tone.start(start)
      tone.stop(start + TONE_S)
    })
  }
  useIntervalFn(sound, EVERY_MS)
  watch(shouts, (now) => now && sound())
  onScopeDispose(() => {
    for (const gesture of gestures) window.removeEventListener(gesture, unlock)
    void context.close()
  })

  /** Mutes for a minute; pressed again, or with sound locked, lets it be heard. */
  function toggle(): void {
    unlock()
    mutedUntil.value = muted.value ? 0 : now.value + MUTED_MS
  }
  return { state, mutedLeftMs, toggle }
}

/** Whether it is heard, in words; while it is muted, for how long. */
export const soundWords = ({
  state,
  mutedLeftMs,
}: Pick<ReturnType<typeof useAlarmSound>, 'state' | 'mutedLeftMs'>): string =>
  state.value === 'muted'
    ? alarmText('sound.muted', { left: countdown(mutedLeftMs.value) })
    : alarmText(`sound.${state.value}`)
