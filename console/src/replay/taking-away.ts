import type { FilePurpose } from '@lianqin/shared/track/view'
import { getFile } from '../kernel/http.ts'
import { named } from '../kernel/i18n.ts'
import { attempt } from '../kernel/notices.ts'
import { askSure } from '../ui/ask-sure.ts'
import { useUnits } from '../unit/unit.store.ts'
import { askToLook } from './asking.ts'
import { useReplay } from './replay.store.ts'
import { replayText } from './replay.text.ts'
import { written } from './wording.ts'

export const fileKinds = ['gpx', 'geojson', 'csv'] as const satisfies readonly FilePurpose[]

/** So many units are named in the question; of more their number is told. */
const NAMED = 3
const KEPT_MS = 60_000

/** Tracks as a file: a look of its own, of the units that are shown, for the reason that stands. It is never made unasked. */
export function useTakingAway() {
  const replay = useReplay()
  const units = useUnits()

  const whose = () => (replay.chosen.size > 0 ? [...replay.chosen] : (replay.grant?.unitIds ?? []))
  function unitWords(): string {
    const ids = whose()
    const names = ids.map((id) => named(units.byId.get(id)?.name) || id)
    return ids.length <= NAMED ? names.join(replayText('take.and')) : replayText('take.units', { n: ids.length })
  }
  async function take(kind: FilePurpose): Promise<void> {
    const { grant, from, to, reason } = replay
    if (!grant) return
    const unitIds = whose()
    const about = () => replayText('take.about', { units: unitWords(), from: written(from), to: written(to), reason })
    const sure = await askSure(replayText(`take.${kind}`), about)
    // Whoever answered may have left this replay meanwhile.
    if (!sure || replay.grant?.id !== grant.id) return
    const file = async () => {
      const { id } = await askToLook({ from, to, unitIds, reason }, kind)
      return save(await getFile(`/track-exports/${id}`))
    }
    await attempt(file(), (name) => replayText('take.done', { name }))
  }
  return { take: (kind: FilePurpose) => void take(kind) }
}

function save({ blob, name }: { blob: Blob; name: string }): string {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
  return name
}
