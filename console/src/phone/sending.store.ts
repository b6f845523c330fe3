import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import { commandKey, type Sending } from '../kernel/http.ts'
import { untilAnswered } from './until-answered.ts'

/** One press of a button, until the server has answered it. */
export interface Pressed {
  /** The row it is about, such as a task. */
  about: string
  /** What was pressed, in words, for the strip that says it is still waiting. */
  words: string
  /** When, by this device's own clock. */
  deviceAt: Moment
  state: 'sending' | 'waiting' | 'refused'
  /** Why not, once refused. */
  refusal: unknown
}

/** What the command sends with it: one name and one device time, however often it goes out. */
export interface Stamp {
  deviceAt: Moment
  sending: Sending
}

/** What has been pressed and is not answered yet. A row takes one press at a time, so no press takes effect twice. */
export const useSending = defineStore('phone.sending', () => {
  const presses = shallowReactive(new Map<string, Pressed>())

  const of = (about: string): Pressed | undefined => presses.get(about)
  const isBusy = (about: string): boolean => ['sending', 'waiting'].includes(presses.get(about)?.state ?? '')
  const waiting = computed(() => [...presses.values()].filter((pressed) => pressed.state === 'waiting'))
  const forget = (about: string) => presses.delete(about)

  /** True once done. A refusal stays with the row, to be read, until it is forgotten or the next press. */
  async function press(about: string, words: string, command: (stamp: Stamp) => Promise<unknown>): Promise<boolean> {
    if (isBusy(about)) return false
    const deviceAt = toMoment(Date.now())
    // The wait for the network is told here, so each try is a single one.
    const stamp: Stamp = { deviceAt, sending: { key: commandKey(), attempts: 1 } }
    const note = (state: Pressed['state'], refusal: unknown = null) =>
      presses.set(about, { about, words, deviceAt, state, refusal })
    note('sending')
    try {
      await untilAnswered(() => command(stamp), { onSilence: () => note('waiting') })
      forget(about)
      return true
    } catch (refusal) {
      note('refused', refusal)
      return false
    }
  }

  return { of, isBusy, waiting, press, forget }
})
