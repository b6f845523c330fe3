import type { FilePurpose } from '@lianqin/shared/track/view'
import { replayKeys } from '../kernel/keymap.ts'
import { type Action, useActions } from '../kernel/keys.ts'
import { MINUTE, SECOND } from '../kernel/time.ts'
import { useReplay } from './replay.store.ts'
import { replayText } from './replay.text.ts'
import type { PastUnit } from './scene.ts'
import { fileKinds } from './taking-away.ts'
import { leaveWords } from './wording.ts'

interface Needs {
  /** Whose positions are known now, in the order of the list. */
  past: () => readonly PastUnit[]
  leave: () => void
  whole: () => void
  take: (kind: FilePurpose) => void
}
type KeyName = Exclude<keyof typeof replayKeys, 'open' | 'alarm'>

const STEP_MS = 10 * SECOND

/** An action of the time machine; unless said otherwise it is to be had while a replay stands. */
const one = (id: KeyName, title: () => string, run: () => void, more: Partial<Action> = {}): Action => ({
  id: `replay.${id}`,
  keys: [replayKeys[id]],
  group: () => replayText('group'),
  when: () => useReplay().grant !== null,
  whyNot: () => replayText('not-begun'),
  ...{ title, run, ...more },
})

/** Everything the time machine can do, by key and palette. */
export function useReplayKeys(needs: Needs): void {
  useActions([...clockActions(), ...unitActions(needs), ...pageActions(needs)])
}

function clockActions(): Action[] {
  const replay = useReplay()
  const by = (ms: number) => () => replay.goTo(replay.time + ms)
  const quiet = { quiet: true }
  return [
    one('play', () => replayText(replay.playing ? 'pause' : 'play'), replay.play),
    one(
      'slower',
      () => replayText('slower'),
      () => replay.hurry(-1),
      quiet,
    ),
    one(
      'faster',
      () => replayText('faster'),
      () => replay.hurry(1),
      quiet,
    ),
    one('back', () => replayText('back-s'), by(-STEP_MS), quiet),
    one('on', () => replayText('on-s'), by(STEP_MS), quiet),
    one('backMinute', () => replayText('back-min'), by(-MINUTE), quiet),
    one('onMinute', () => replayText('on-min'), by(MINUTE), quiet),
    one(
      'before',
      () => replayText('before'),
      () => replay.step(-1),
    ),
    one(
      'next',
      () => replayText('next'),
      () => replay.step(1),
    ),
    one(
      'first',
      () => replayText('first'),
      () => replay.goTo(replay.from),
    ),
    one(
      'last',
      () => replayText('last'),
      () => replay.goTo(replay.to),
    ),
  ]
}

function unitActions({ past }: Needs): Action[] {
  const replay = useReplay()
  const placeOf = () => past().findIndex(({ unit }) => unit.id === replay.followed)
  /** From one unit to the next; after the last, nobody. */
  const next = () => past()[placeOf() + 1]
  const name = () => past()[placeOf()]?.name ?? ''
  function chooseTitle(): string {
    const id = replay.followed
    const key = !id
      ? 'choose-none'
      : replay.chosen.has(id)
        ? 'choose-not'
        : replay.chosen.size > 0
          ? 'choose-also'
          : 'choose'
    return replayText(key, { name: name() })
  }
  return [
    one(
      'follow',
      () => (next() ? replayText('follow-next', { name: next()?.name ?? '' }) : replayText('follow-none')),
      () => {
        replay.followed = next()?.unit.id ?? null
      },
      { when: () => past().length > 0, whyNot: () => replayText('units-none') },
    ),
    one('choose', chooseTitle, () => replay.followed && replay.choose(replay.followed), {
      when: () => replay.followed !== null,
      whyNot: () => replayText('choose-none'),
    }),
    one(
      'all',
      () => replayText('show-all'),
      () => {
        replay.chosen = new Set()
      },
    ),
  ]
}

function pageActions({ leave, whole, take }: Needs): Action[] {
  const replay = useReplay()
  return [
    one(
      'whole',
      () => replayText('whole'),
      () => {
        replay.followed = null
        whole()
      },
    ),
    one('again', () => replayText('again'), replay.leave),
    one('retry', () => replayText('retry'), replay.retry, {
      when: () => replay.lacksParts,
      whyNot: () => replayText('retry-none'),
    }),
    one('leave', () => leaveWords(), leave, { when: () => true }),
    ...fileKinds.map((kind) =>
      one(
        kind,
        () => replayText(`take.${kind}`),
        () => take(kind),
      ),
    ),
  ]
}
