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

/** The keys of a look around: digits for how far and how long, arrows along the cases, Enter into one, Esc back. */
export function useAroundKeys({ metres, hours, step, mayOpen, open, mayMerge, merge, close }: Looking): void {
  const desk = useDesk()
  const here = (
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
  useActions([
    ...ranges.map((far, index) =>
      here(
        `metres-${far}`,
        [String(index + 1)],
        () => deskText('around.within', { far: distanceWords(far) }),
        () => {
          metres.value = far
        },
      ),
    ),
    ...spans.map((long, index) =>
      here(
        `hours-${long}`,
        [String(ranges.length + index + 1)],
        () => deskText(`around.hours-${long}`),
        () => {
          hours.value = long
        },
      ),
    ),
    here('down', deskKeys.down, null, () => step(1)),
    here('up', deskKeys.up, null, () => step(-1)),
    here('open', [deskKeys.open], () => deskText('around.open'), open, mayOpen),
    here('merge', [commonKeys.merge], () => deskText('around.merge'), merge, mayMerge),
    here('close', [deskKeys.back], null, close),
  ])
}
