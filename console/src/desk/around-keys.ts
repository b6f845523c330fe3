import type { Ref } from 'vue'
import { commonKeys, deskKeys } from '../kernel/keymap.ts'
import { type Action, useActions } from '../kernel/keys.ts'
import { distanceWords } from '../offer/offer.text.ts'
import { spans } from './around.ts'
import { ranges, useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'

interface Looking {
  metres: Ref<(typeof ranges)[number]>
  hours: Ref<(typeof spans)[number]>
  step: (by: number) => void
  mayOpen: () => boolean
  open: () => void
  mayMerge: () => boolean
  merge: () => void
  close: () => void
}

/** A key that means this only while the look around has the keys. */
function useHere() {
  const desk = useDesk()
  return (
    id: string,
    keys: readonly string[],
    title: (() => string) | null,
    run: () => void,
    when = () => true,
  ): Action => ({
    id: `around.${id}`,
    keys,
    title: title ?? (() => ''),
    group: () => deskText('around'),
    when: () => desk.zone === 'around' && when(),
    quiet: title === null,
    run,
  })
}

/** A digit each for how far, and on from there for how long. */
const rangeKeys = (
  { metres, hours }: Pick<Looking, 'metres' | 'hours'>,
  here: ReturnType<typeof useHere>,
): Action[] => [
  ...ranges.map((far, index) => {
    const take = () => {
      metres.value = far
    }
    const title = () => deskText('around.within', { far: distanceWords(far) })
    return here(`metres-${far}`, [String(index + 1)], title, take)
  }),
  ...spans.map((long, index) => {
    const take = () => {
      hours.value = long
    }
    return here(`hours-${long}`, [String(ranges.length + index + 1)], () => deskText(`around.hours-${long}`), take)
  }),
]

/** The keys of a look around: digits for how far and how long, arrows along the cases, Enter into one, Esc back. */
export function useAroundKeys({ step, mayOpen, open, mayMerge, merge, close, ...range }: Looking): void {
  const here = useHere()
  useActions([
    ...rangeKeys(range, here),
    here('down', deskKeys.down, null, () => step(1)),
    here('up', deskKeys.up, null, () => step(-1)),
    here('open', [deskKeys.open], () => deskText('around.open'), open, mayOpen),
    here('merge', [commonKeys.merge], () => deskText('around.merge'), merge, mayMerge),
    here('close', [deskKeys.back], null, close),
  ])
}
