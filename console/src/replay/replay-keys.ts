import { replayKeys } from '../kernel/keymap.ts'
import { useActions } from '../kernel/keys.ts'
import { MINUTE, SECOND } from '../kernel/time.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useUnits } from '../unit/unit.store.ts'
import { useReplay } from './replay.store.ts'
import { replayText } from './replay.text.ts'
import { type FileKind, fileKinds } from './taking-away.ts'

interface Needs {
  leave: () => void
  whole: () => void
  take: (kind: FileKind) => void
}

const STEP_MS = 10 * SECOND

/** Everything the time machine can do, by key and palette. */
export function useReplayKeys({ leave, whole, take }: Needs): void {
  const replay = useReplay()
  const squads = useSquads()
  const units = useUnits()
  const group = () => replayText('group')
  const runs = () => replay.grant !== null
  const by = (ms: number) => () => replay.goTo(replay.time + ms)
  const name = () => {
    const unit = replay.followed && units.byId.get(replay.followed)
    return unit ? squads.nameOf(unit.squadId) : ''
  }
  const one = (id: keyof typeof replayKeys, title: () => string, run: () => void, when = runs, quiet = false) => ({
    ...{ id: `replay.${id}`, keys: [replayKeys[id]], title, group, when, run, quiet },
  })
  useActions([
    one('play', () => replayText(replay.playing ? 'pause' : 'play'), replay.play),
    one(
      'slower',
      () => replayText('slower'),
      () => replay.hurry(-1),
      runs,
      true,
    ),
    one(
      'faster',
      () => replayText('faster'),
      () => replay.hurry(1),
      runs,
      true,
    ),
    one('back', () => replayText('back-s'), by(-STEP_MS), runs, true),
    one('on', () => replayText('on-s'), by(STEP_MS), runs, true),
    one('backMinute', () => replayText('back-min'), by(-MINUTE), runs, true),
    one('onMinute', () => replayText('on-min'), by(MINUTE), runs, true),
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
    one('follow', () => (name() ? replayText('follow-none') : replayText('follow', { name: '' })), followNext),
    one(
      'choose',
      () => replayText('choose', { name: name() }),
      () => replay.followed && replay.choose(replay.followed),
    ),
    one(
      'all',
      () => replayText('show-all'),
      () => {
        replay.chosen = new Set()
      },
    ),
    one(
      'whole',
      () => replayText('whole'),
      () => {
        replay.followed = null
        whole()
      },
    ),
    one('again', () => replayText('again'), replay.forget),
    one(
      'leave',
      () => replayText('back'),
      leave,
      () => true,
    ),
    ...fileKinds.map((kind) =>
      one(
        kind,
        () => replayText(`take.${kind}`),
        () => take(kind),
      ),
    ),
  ])

  /** From one unit to the next; after the last, nobody. */
  function followNext(): void {
    const ids = [...replay.tracks.keys()]
    const place = replay.followed ? ids.indexOf(replay.followed) : -1
    replay.followed = ids[place + 1] ?? null
  }
}
