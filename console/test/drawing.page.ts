import type { Squad } from '@lianqin/shared/squad'
import type { Fix, Unit } from '@lianqin/shared/unit'
import { tableOf } from '@lianqin/shared/unit-table'
import { toMoment } from '@lianqin/shared/wire/moment'
import { type GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { createPinia, setActivePinia } from 'pinia'
import { createApp, h } from 'vue'
import MapView from '../src/map/MapView.vue'
import { useSquads } from '../src/squad/squad.store.ts'
import '../src/ui/tokens.css'
import { startClock } from '../src/kernel/time.ts'
import { useUnits } from '../src/unit/unit.store.ts'
import { aReference } from './district.ts'
import { aSnapshot, seeded } from './snapshot.ts'
import { frameOf } from './tell.ts'

// A map of so many units, all of which move at each step: what the bench of drawing measures, by itself in a page. `way` is
// ours, or the way it is usually done: a source of features that is set, or updated, as a whole.

const asked = new URLSearchParams(location.search)
const count = Number(asked.get('units') ?? 2_000)
const way = asked.get('way') ?? 'own'
const STEPS = 40
/** Of the others, whose features are as many objects. */
const USUAL_STEPS = 8
/** Some five metres, each half second: a car in town. */
const STEP_DEG = 5e-5
const SQUAD_UNITS = 10

const reference = aReference()
const [west, south, east, north] = reference.district.bounds
const random = seeded(7)
const middle = (from: number, to: number) => from + ((random() + random()) / 2) * (to - from)
const units = Array.from({ length: count }, (_, n): Unit => {
  const squadId = `squad-${Math.floor(n / SQUAD_UNITS)}` as const
  return { id: `unit-${n}`, squadId, kind: 'car', name: { zh: `车${n}`, en: `Car ${n}` } }
})
const places = units.map(() => ({ lon: middle(west, east), lat: middle(south, north) }))
const fixesAt = (step: number): Fix[] =>
  units.map(({ id }, n) => {
    const { lon, lat } = places[n] ?? { lon: 0, lat: 0 }
    const at = toMoment(Date.now())
    const turn = (n + step) % 360
    return { unitId: id, at, lon: lon + step * STEP_DEG, lat, accuracyM: 5, speedMps: 10, headingDeg: turn }
  })

declare global {
  interface Window {
    /** Everybody moves, as the next message says. */
    step: () => void
    /** So many messages, one for each picture. */
    rush: (messages: number) => Promise<void>
    ready: boolean
  }
}

function own(): void {
  const pinia = createPinia()
  setActivePinia(pinia)
  startClock()
  const snapshot = aSnapshot(0)
  const [squad] = snapshot.squads
  const squads = Array.from({ length: Math.ceil(count / SQUAD_UNITS) }, (_, n) => {
    return { ...squad, id: `squad-${n}`, state: 'on-duty' } as Squad
  })
  const held = { ...reference, units, squads }
  for (const store of [useSquads(), useUnits()]) store.load(held)
  useSquads().replaceAll({ ...snapshot, squads })
  const store = useUnits()
  const table = tableOf(units.map(({ id }) => id))
  store.learn(table)
  const frames = Array.from({ length: STEPS }, (_, step) => frameOf(fixesAt(step), table, toMoment(Date.now())))
  const state = { step: 0 }
  window.step = () => store.take(frames[state.step++ % STEPS] ?? new Uint8Array())
  window.step()
  const areas = reference.areas.map(({ id, name, mode, rings, centre }) => {
    return { id, label: name.zh, empowered: mode === 'empowered', rings, centre, open: null, over: null }
  })
  const ready = () => {
    window.ready = true
  }
  createApp({
    render: () =>
      h(MapView, { lang: 'zh', bounds: reference.district.bounds, areas, fleet: store.fleet, onReady: ready }),
  })
    .use(pinia)
    .mount('#app')
}

/** One symbol layer over one source, with a shape and nothing else. */
function usual(): void {
  const featuresAt = (step: number) => ({
    type: 'FeatureCollection' as const,
    features: fixesAt(step).map(({ lon, lat, headingDeg }, n) => ({
      type: 'Feature' as const,
      id: n,
      properties: { heading: headingDeg },
      geometry: { type: 'Point' as const, coordinates: [lon, lat] },
    })),
  })
  const map = new MapLibre({
    container: 'app',
    style: { version: 8, sources: {}, layers: [] },
    bounds: [west, south, east, north],
    fadeDuration: 0,
  })
  map.once('load', () => {
    map.addImage('shape', new ImageData(new Uint8ClampedArray(32 * 32 * 4).fill(200), 32, 32), { pixelRatio: 2 })
    map.addSource('units', { type: 'geojson', data: featuresAt(0) })
    map.addLayer({
      id: 'units',
      type: 'symbol',
      source: 'units',
      layout: {
        'icon-image': 'shape',
        'icon-rotate': ['get', 'heading'],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    })
    const steps = Array.from({ length: USUAL_STEPS }, (_, step) => featuresAt(step))
    const state = { step: 0 }
    window.step = () => {
      const source = map.getSource<GeoJSONSource>('units')
      const next = steps[state.step++ % USUAL_STEPS]
      if (!source || !next) return
      if (way === 'updateData') void source.updateData({ add: next.features })
      else void source.setData(next)
    }
    window.ready = true
  })
}

const nextPicture = () => new Promise((resolve) => requestAnimationFrame(resolve))
window.rush = async (messages) => {
  for (let message = 0; message < messages; message++) {
    window.step()
    await nextPicture()
  }
}
if (way === 'own') own()
else usual()
