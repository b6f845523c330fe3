import { attempt } from '../kernel/notices.ts'
import { useReplay } from './replay.store.ts'

export const fileKinds = ['gpx', 'geojson', 'csv'] as const
export type FileKind = (typeof fileKinds)[number]

/** Tracks as a file: asked for with the reason that stands, then fetched by the browser itself. */
export function useTakingAway() {
  const replay = useReplay()
  async function take(kind: FileKind): Promise<void> {
    const address = await attempt(replay.takeAway(kind))
    if (!address) return
    const link = document.createElement('a')
    link.href = address
    link.download = ''
    link.click()
  }
  return { take: (kind: FileKind) => void take(kind), kinds: fileKinds }
}
