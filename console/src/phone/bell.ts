import { useEventListener } from '@vueuse/core'
import { onScopeDispose, type Ref, readonly, ref, watch } from 'vue'

const AGAIN_MS = 5_000
const PULSES_MS = [400, 200, 400, 200, 400]
/** Three rising tones, told apart from every tone of the desk. */
const TONES = [
  { hertz: 660, fromS: 0 },
  { hertz: 880, fromS: 0.22 },
  { hertz: 1100, fromS: 0.44 },
]
const TONE_S = 0.18
const LOUDNESS = 0.3

/**
 * Rings and shakes for everything that waits, each under its name, until the screen is touched; what comes later rings
 * anew. Browsers allow neither before the first touch of the page: until then `blocked` says so.
 */
export function useBell(waiting: Ref<readonly string[]>) {
  const context = typeof AudioContext === 'undefined' ? null : new AudioContext()
  const blocked = ref(context?.state !== 'running')
  /** What the screen was touched for. */
  const heard = new Set<string>()
  let timer: ReturnType<typeof setInterval> | undefined

  const unlock = () => void context?.resume().then(noteState)
  const noteState = () => {
    blocked.value = context?.state !== 'running'
  }
  context?.addEventListener('statechange', noteState)

  function sound(audio: AudioContext): void {
    for (const { hertz, fromS } of TONES) {
      const tone = audio.createOscillator()
      const volume = audio.createGain()
      const start = audio.currentTime + fromS
      tone.frequency.value = hertz
      volume.gain.setValueAtTime(LOUDNESS, start)
      volume.gain.linearRampToValueAtTime(0, start + TONE_S)
      tone.connect(volume).connect(audio.destination)
      tone.start(start)
      tone.stop(start + TONE_S)
    }
  }
  function ring(): void {
    if (context && context.state === 'running') sound(context)
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(PULSES_MS)
  }
  const hush = () => {
    clearInterval(timer)
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(0)
  }

  watch(
    waiting,
    (names, before) => {
      const fresh = names.filter((name) => !heard.has(name))
      if (fresh.length > 0 && fresh.every((name) => before?.includes(name))) return
      hush()
      if (fresh.length === 0) return
      ring()
      timer = setInterval(ring, AGAIN_MS)
    },
    { immediate: true },
  )
  useEventListener(window, ['pointerdown', 'keydown'], () => {
    unlock()
    for (const name of waiting.value) heard.add(name)
    hush()
  })
  onScopeDispose(() => {
    hush()
    void context?.close()
  })
  return { blocked: readonly(blocked) }
}
