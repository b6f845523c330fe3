import { isBulk } from '@lianqin/shared/track/bulk.rank'
import { type FilePurpose, filePurposes } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { getFile } from '../kernel/http.ts'
import { named } from '../kernel/i18n.ts'
import { attempt, notify } from '../kernel/notices.ts'
import { saveFile } from '../kernel/save-file.ts'
import { useTrackRequests } from '../track/request.store.ts'
import { requestText } from '../track/request.text.ts'
import { askSure } from '../ui/ask-sure.ts'
import { useUnits } from '../unit/unit.store.ts'
import { askToLook } from './asking.ts'
import { useReplay } from './replay.store.ts'
import { replayText } from './replay.text.ts'
import { written } from './wording.ts'

export const fileKinds = filePurposes

/** So many units are named in the question; of more their number is told. */
const NAMED = 3

/** What an export is about, and whether it is meant. */
function useQuestion() {
  const replay = useReplay()
  const units = useUnits()

  const whose = () => (replay.chosen.size > 0 ? [...replay.chosen] : (replay.grant?.unitIds ?? []))
  function unitWords(): string {
    const ids = whose()
    const names = ids.map((id) => named(units.byId.get(id)?.name) || id)
    return ids.length <= NAMED ? names.join(replayText('take.and')) : replayText('take.units', { n: ids.length })
  }
  const said = () => {
    const { from, to, reason } = replay
    return { units: unitWords(), from: written(from), to: written(to), reason }
  }
  /** Whoever answered may have left this replay meanwhile. */
  async function isSure(title: string, about: () => string): Promise<boolean> {
    const before = replay.grant?.id
    return (await askSure(title, about)) && replay.grant?.id === before
  }
  return { whose, said, isSure }
}

/** What is too much for one person is asked for, with the reason that stands. */
function useAsking() {
  const replay = useReplay()
  const jurisdiction = useJurisdiction()
  const requests = useTrackRequests()
  const { whose, said, isSure } = useQuestion()

  /** What the server will say, as far as it is known here: what one has taken already, it alone knows. */
  function needsSecond(): boolean {
    const alone = jurisdiction.district?.settings.exportAlone
    const { from, to } = replay
    return alone !== undefined && isBulk([{ unitIds: whose(), from, to }], alone)
  }
  async function askSecond(kind: FilePurpose): Promise<void> {
    const { from, to, reason } = replay
    const unitIds = whose()
    const alone = jurisdiction.district?.settings.exportAlone ?? { units: 0, unitHours: 0 }
    const about = () => replayText('take.second-about', { ...said(), most: alone.units, hours: alone.unitHours })
    if (!(await isSure(replayText(`take.second.${kind}`), about))) return
    const asked = requests.ask({ from: toMoment(from), to: toMoment(to), unitIds, purpose: kind, reason })
    await attempt(asked, () => requestText('done.asked'))
  }
  return { needsSecond, askSecond }
}

/**
 * Tracks as a file: a look of its own, of the units that are shown, for the reason that stands. It is never made unasked; of
 * more than one person may take alone it is asked for, and another person decides.
 */
export function useTakingAway() {
  const replay = useReplay()
  const { whose, said, isSure } = useQuestion()
  const { needsSecond, askSecond } = useAsking()
  async function take(kind: FilePurpose): Promise<void> {
    if (!replay.grant) return
    if (needsSecond()) return askSecond(kind)
    const { from, to, reason } = replay
    const unitIds = whose()
    if (!(await isSure(replayText(`take.${kind}`), () => replayText('take.about', said())))) return
    const file = async () => {
      const { id } = await askToLook({ from, to, unitIds, reason }, kind)
      return saveFile(await getFile(`/track-exports/${id}`))
    }
    // With what was taken before it may be too much for one after all.
    const outcome = { isTooMuch: false }
    const name = await attempt(
      file().catch((fault: unknown) => {
        if (!isTooMuchAlone(fault)) throw fault
        outcome.isTooMuch = true
        return null
      }),
    )
    if (name) notify('done', replayText('take.done', { name }))
    if (outcome.isTooMuch) await askSecond(kind)
  }
  return { take: (kind: FilePurpose) => void take(kind) }
}

const isTooMuchAlone = (fault: unknown) => fault instanceof Problem && fault.code === 'track.second-needed'
