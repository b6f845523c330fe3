import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { defineComponent, h, shallowReactive } from 'vue'
import MapView from '../src/map/MapView.vue'
import type { MapArea, MapIncident, MapUnit, Point } from '../src/map/view-model.ts'
import { aReference } from './district.ts'
import { mount, unmountAll } from './mount.ts'
import { seeded } from './snapshot.ts'

const { areas: rows, district } = aReference()
const [west, south, east, north] = district.bounds
const middle = { lon: (west + east) / 2, lat: (south + north) / 2 }
const DRAWN = { timeout: 30_000 }

const area = (over: Partial<MapArea> = {}, row = rows[0]): MapArea => ({
  id: row?.id ?? '',
  label: row?.name.zh ?? '',
  empowered: row?.mode === 'empowered',
  rings: row?.rings ?? [],
  centre: row?.centre ?? middle,
  open: null,
  over: null,
  ...over,
})
const areas = rows.map((row) => area({}, row))
const incident = (over: Partial<MapIncident> = {}): MapIncident => ({
  id: 'incident-1',
  tone: 'calm',
  urgent: false,
  label: '0001 占道经营',
  order: 10,
  ...middle,
  ...over,
})
const unit = (over: Partial<MapUnit> = {}): MapUnit => ({
  id: 'unit-1',
  tone: 'available',
  headingDeg: 0,
  stale: false,
  label: '古林一',
  lon: middle.lon + 0.03,
  lat: middle.lat,
  ...over,
})

interface Handle {
  rendered: () => string[]
  show: (place: Point) => void
  fit: () => void
}

/** A map in a page; `props` may be changed afterwards, as a parent would. */
async function open(given: Record<string, unknown> = {}) {
  const heard = { ready: vi.fn(), incident: vi.fn(), unit: vi.fn(), place: vi.fn(), follow: vi.fn() }
  const props = shallowReactive<Record<string, unknown>>({ areas, ...given })
  let handle: Handle | null = null
  const Host = defineComponent(() => () => [
    h('div', { style: 'width: 640px; height: 400px', 'data-testid': 'host' }, [
      h(MapView, {
        lang: 'zh',
        bounds: district.bounds,
        areas,
        ...props,
        ref: (instance) => {
          handle = instance as unknown as Handle | null
        },
        onReady: heard.ready,
        onPickIncident: heard.incident,
        onPickUnit: heard.unit,
        onPickPlace: heard.place,
        'onUpdate:follow': heard.follow,
      }),
    ]),
  ])
  const { unmount } = mount(Host)
  await vi.waitFor(() => expect(heard.ready).toHaveBeenCalled(), DRAWN)
  const onMap = () => new Set(handle?.rendered())
  return { props, heard, onMap, unmount, handle: () => handle, box: page.getByTestId('host') }
}

const picture = async (box: ReturnType<typeof page.getByTestId>) =>
  (await box.screenshot({ base64: true, save: false })) as unknown as string

afterEach(unmountAll)

describe('the map', () => {
  it('draws where somebody went, each stretch for itself', async () => {
    const { lon, lat } = middle
    const line: [number, number][] = [
      [lon, lat],
      [lon + 0.02, lat + 0.01],
    ]
    const trails = [
      { id: 'unit-1/0', isRecent: false, line },
      { id: 'unit-1/1', isRecent: false, line: line.map(([x, y]): [number, number] => [x - 0.05, y]) },
      { id: 'unit-1/recent/0', isRecent: true, line },
    ]
    const { props, onMap } = await open({ trails })
    await vi.waitFor(() => expect(onMap()).toEqual(new Set(trails.map(({ id }) => id))), DRAWN)
    props.trails = []
    await vi.waitFor(() => expect(onMap()).toEqual(new Set()), DRAWN)
  })

  it('draws cases and units, and follows what they become', async () => {
    const { props, onMap } = await open({ incidents: [incident()], units: [unit()] })
    await vi.waitFor(() => expect(onMap()).toEqual(new Set(['incident-1', 'unit-1'])), DRAWN)
    props.incidents = [incident({ tone: 'over' }), incident({ id: 'incident-2', lon: middle.lon - 0.05, urgent: true })]
    props.units = []
    await vi.waitFor(() => expect(onMap()).toEqual(new Set(['incident-1', 'incident-2'])), DRAWN)
  })

  it('draws Chinese names from the files it ships, also the rare ones', async () => {
    const pictures: string[] = []
    for (const label of ['', '石石', '石碶', '鄞江']) {
      const { box, unmount } = await open({ areas: [area({ label })], notes: false })
      pictures.push(await picture(box))
      unmount()
    }
    expect(new Set(pictures).size).toBe(4)
    const fetched = performance.getEntriesByType('resource').map(({ name }) => name)
    expect(fetched.some((name) => name.includes('noto-sans-sc-50-400'))).toBe(true)
    expect(fetched.filter((name) => new URL(name).origin !== location.origin)).toEqual([])
  })

  it('says which case, which unit or which place was clicked', async () => {
    const { heard, onMap, box } = await open({ incidents: [incident()], units: [unit()], padding: none })
    await vi.waitFor(() => expect(onMap().size).toBe(2), DRAWN)
    await userEvent.click(box, { position: { x: 320, y: 200 } })
    await vi.waitFor(() => expect(heard.incident).toHaveBeenCalledWith('incident-1'))
    await userEvent.click(box, { position: { x: 320, y: 60 } })
    await vi.waitFor(() => expect(heard.place).toHaveBeenCalled())
    const [place] = heard.place.mock.calls[0] as [Point]
    expect(place.lon).toBeCloseTo(middle.lon, 3)
    expect(place.lat).toBeGreaterThan(middle.lat)
  })

  it('gives a place, not a case, to whoever asks for a place', async () => {
    const { heard, onMap, box } = await open({ incidents: [incident()], padding: none, picking: true })
    await vi.waitFor(() => expect(onMap().size).toBe(1), DRAWN)
    await userEvent.click(box, { position: { x: 320, y: 200 } })
    await vi.waitFor(() => expect(heard.place).toHaveBeenCalled())
    expect(heard.incident).not.toHaveBeenCalled()
  })

  it('is worked by keyboard: arrows move it, Enter picks what is under the cross', async () => {
    const { heard, onMap } = await open({ incidents: [incident()], padding: none, follow: true })
    await vi.waitFor(() => expect(onMap().size).toBe(1), DRAWN)
    await userEvent.tab()
    expect(document.activeElement?.tagName).toBe('CANVAS')
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(heard.incident).toHaveBeenCalledWith('incident-1'))
    await userEvent.keyboard('{ArrowLeft}')
    await vi.waitFor(() => expect(heard.follow).toHaveBeenCalledWith(false))
  })

  it('stays where a human moved it until somebody asks', async () => {
    const { props, onMap, handle } = await open({ incidents: [incident()], padding: none })
    await vi.waitFor(() => expect(onMap().size).toBe(1), DRAWN)
    handle()?.show({ lon: east, lat: north })
    await vi.waitFor(() => expect(onMap().size).toBe(0), DRAWN)
    props.bounds = [west, south, east, north]
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(onMap().size).toBe(0)
    handle()?.fit()
    await vi.waitFor(() => expect(onMap().size).toBe(1), DRAWN)
  })

  it('changes its colours with the theme and keeps what it shows', async () => {
    const { onMap, box } = await open({ incidents: [incident({ tone: 'over' })], units: [unit()] })
    await vi.waitFor(() => expect(onMap().size).toBe(2), DRAWN)
    const dark = await picture(box)
    document.documentElement.dataset.theme = 'light'
    await vi.waitFor(async () => expect(await picture(box)).not.toBe(dark), DRAWN)
    expect(onMap().size).toBe(2)
    delete document.documentElement.dataset.theme
  })

  it('piles units that cover each other, tells how many of each state, and opens the pile that is clicked', async () => {
    const units = Array.from({ length: 30 }, (_, index) =>
      unit({
        id: `unit-${index}`,
        label: null,
        lon: middle.lon + index * 4e-4,
        tone: index % 3 === 0 ? 'onscene' : 'available',
      }),
    )
    const { heard, onMap, box } = await open({ units, padding: none })
    await vi.waitFor(() => expect(onMap().size).toBe(30), DRAWN)
    const piled = await picture(box)
    const at = { x: 320 + 6, y: 200 }
    for (let opened = 0; opened < 6 && heard.unit.mock.calls.length === 0; opened++) {
      await userEvent.click(box, { position: at })
      await new Promise((resolve) => setTimeout(resolve, 700))
    }
    expect(heard.follow).toHaveBeenCalledWith(false)
    expect(await picture(box)).not.toBe(piled)
  })

  it('tells two units on one spot apart: a click hits the one it is on', async () => {
    const { heard, onMap, box } = await open({
      units: [unit({ ...middle }), unit({ id: 'unit-2', ...middle })],
      padding: none,
    })
    await vi.waitFor(() => expect(onMap()).toEqual(new Set(['unit-1', 'unit-2'])), DRAWN)
    await userEvent.click(box, { position: { x: 320 + 8, y: 200 } })
    await vi.waitFor(() => expect(heard.unit).toHaveBeenCalled())
    await userEvent.click(box, { position: { x: 320 - 8, y: 200 } })
    await vi.waitFor(() => expect(new Set(heard.unit.mock.calls.flat())).toEqual(new Set(['unit-1', 'unit-2'])))
  })

  it('lies in the order the style says also with units that move: shapes below the names of townships, words above', async () => {
    const { props, onMap } = await open({ units: [unit()], incidents: [incident()] })
    await vi.waitFor(() => expect(onMap().size).toBe(2), DRAWN)
    for (let step = 1; step <= 5; step++) {
      props.units = [unit({ lon: middle.lon + 0.03 + step * 1e-4, headingDeg: step * 20, tone: 'enroute' })]
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    expect(onMap()).toEqual(new Set(['incident-1', 'unit-1']))
  })

  it('stands 2,000 cases and 1,000 moving units, and leaves nothing behind', async () => {
    const chance = seeded(3)
    const spot = () => ({ lon: west + chance() * (east - west), lat: south + chance() * (north - south) })
    const many = Array.from({ length: 2000 }, (_, index) =>
      incident({ id: `incident-${index}`, label: `${index}`, ...spot() }),
    )
    const fleet = () => Array.from({ length: 1000 }, (_, index) => unit({ id: `unit-${index}`, ...spot() }))
    const { props, onMap, unmount } = await open({ incidents: many, units: fleet() })
    await vi.waitFor(() => expect([...onMap()].filter((id) => id.startsWith('unit-')).length).toBe(1000), DRAWN)
    for (let tick = 0; tick < 5; tick++) {
      props.units = fleet()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    unmount()
    expect(document.querySelectorAll('canvas')).toHaveLength(0)
  })
})

const none = { top: 0, right: 0, bottom: 0, left: 0 }
