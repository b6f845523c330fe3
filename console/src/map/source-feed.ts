import type { Feature } from 'geojson'
import type { GeoJSONSource, GeoJSONSourceDiff, Map as MapLibre } from 'maplibre-gl'

/** A feature the feed can tell from others: its id, in the feature and among its properties. */
export type Drawn = Feature & { id: string }

export interface SourceFeed {
  /** Everything the source shall hold from now on; the difference leaves with the next frame. */
  show: (features: readonly Drawn[]) => void
  stop: () => void
}

/**
 * Keeps one source at what it is shown. Any number of changes between two frames become one diff, so a thousand moving
 * units cost one upload and a quiet map costs nothing.
 */
export function feedSource(map: MapLibre, source: string): SourceFeed {
  let held = new Map<string, Drawn>()
  let next: readonly Drawn[] | null = null
  let frame = 0

  function flush() {
    frame = 0
    // A canvas that lost its context has no style for a while.
    const target = map.style ? map.getSource<GeoJSONSource>(source) : undefined
    if (next === null || !target) return
    const wanted = new Map(next.map((feature) => [feature.id, feature]))
    next = null
    const diff = difference(held, wanted)
    held = wanted
    if (diff) void target.updateData(diff)
  }

  map.on('style.load', flush)
  return {
    show(features) {
      next = features
      if (frame === 0) frame = requestAnimationFrame(flush)
    },
    stop() {
      map.off('style.load', flush)
      cancelAnimationFrame(frame)
    },
  }
}

/** What turns one set into the other; null when they are alike. A changed feature is put in anew under its id. */
export function difference(
  held: ReadonlyMap<string, Drawn>,
  wanted: ReadonlyMap<string, Drawn>,
): GeoJSONSourceDiff | null {
  const remove = [...held.keys()].filter((id) => !wanted.has(id))
  const add = [...wanted.values()].filter((feature) => !alike(held.get(feature.id), feature))
  return remove.length === 0 && add.length === 0 ? null : { remove, add }
}

function alike(a: Drawn | undefined, b: Drawn): boolean {
  if (a === undefined) return false
  if (a === b) return true
  return sameGeometry(a, b) && sameProperties(a.properties ?? {}, b.properties ?? {})
}

function sameGeometry({ geometry: a }: Drawn, { geometry: b }: Drawn): boolean {
  if (a.type === 'Point' && b.type === 'Point')
    return a.coordinates[0] === b.coordinates[0] && a.coordinates[1] === b.coordinates[1]
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

export function sameProperties(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const names = Object.keys(b)
  return names.length === Object.keys(a).length && names.every((name) => a[name] === b[name])
}
