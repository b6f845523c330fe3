import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fleetOf } from '../src/map/fleet.ts'
import { type MapUnit, unitTones } from '../src/map/view-model.ts'
import {
  apart,
  bounds,
  CENTRE,
  common,
  DRAWN,
  incident,
  middle,
  none,
  openMap,
  picture,
  pixelsAt,
  settledPicture,
  shapeIn,
  turned,
  unit,
} from './map.kit.ts'
import { unmountAll } from './mount.ts'
import { seeded } from './snapshot.ts'

const [west, south, east, north] = bounds
/** Nothing but what the test is about, on plain ground. */
const bare = { areas: [], notes: false, padding: none }
const here = (over: Partial<MapUnit> = {}) => unit({ ...middle, label: null, ...over })
const REACH = 12

async function drawn(given: Record<string, unknown>, at = CENTRE, reach = REACH) {
  const { box, unmount } = await openMap({ ...bare, ...given })
  const pixels = await pixelsAt(await settledPicture(box), at, reach)
  unmount()
  return shapeIn(pixels)
}
const drawnUnit = (over: Partial<MapUnit> = {}) => drawn({ units: [here(over)] })
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

beforeEach(() => {
  document.documentElement.dataset.theme = 'dark'
})
afterEach(unmountAll)

describe('a unit on the map', () => {
  it('shows what it is doing by a colour and by a shape, each enough by itself', async () => {
    const shapes = []
    for (const tone of unitTones) shapes.push(await drawnUnit({ tone }))
    for (const [one, a] of shapes.entries()) {
      expect(a.inked).toBeGreaterThan(30)
      for (const b of shapes.slice(0, one)) {
        expect(common(a.mask, b.mask)).toBeLessThan(0.9)
        expect(apart(a.colour, b.colour)).toBeGreaterThan(25)
      }
    }
  })

  it('under way is turned to where it is heading; whoever stands is not', async () => {
    const travels = (headingDeg: number) => drawnUnit({ tone: 'enroute', headingDeg })
    const [toNorth, toEast, toSouth] = [await travels(0), await travels(90), await travels(180)]
    expect(common(turned(toNorth), toEast.mask)).toBeGreaterThan(0.85)
    expect(common(turned(toEast), toSouth.mask)).toBeGreaterThan(0.85)
    expect(common(toNorth.mask, toSouth.mask)).toBeLessThan(0.8)
    const stands = (headingDeg: number) => drawnUnit({ tone: 'onscene', headingDeg })
    expect((await stands(45)).mask).toEqual((await stands(0)).mask)
  })

  it('fades when its position is old and keeps its shape; lost, it has another shape and does not fade', async () => {
    const strength = async (over: Partial<MapUnit>) => {
      const { box, unmount } = await openMap({ ...bare, units: [here(over)] })
      const { data } = await pixelsAt(await settledPicture(box), CENTRE, 2)
      unmount()
      return apart([...data.subarray(0, 3)], [0, 0, 0])
    }
    const [live, stale] = [await strength({}), await strength({ stale: true })]
    expect(stale).toBeLessThan(live * 0.8)
    expect(stale).toBeGreaterThan(live * 0.3)
    const [lost, lostLong] = [await drawnUnit({ tone: 'lost' }), await drawnUnit({ tone: 'lost', stale: true })]
    expect(lostLong.mask).toEqual(lost.mask)
  })

  it('has its words beside it, its age among them, and none of them on its shape', async () => {
    const beside = { x: CENTRE.x + 45, y: CENTRE.y }
    const words = async (label: string | null) => (await drawn({ units: [here({ label })] }, beside, 30)).inked
    const [none, named, aged] = [await words(null), await words('古林一'), await words('古林一 12′')]
    expect(none).toBe(0)
    expect(named).toBeGreaterThan(50)
    expect(aged).toBeGreaterThan(named)
    const alone = await drawnUnit()
    const labelled = await drawn({ units: [here({ label: '古林一' })] })
    expect(common(alone.mask, labelled.mask)).toBeGreaterThan(0.95)
  })

  it('that is selected is ringed, and is named before all others', async () => {
    const ring = async (selection: unknown) => {
      const found = await drawn({ units: [here({ label: '古林一' })], selection }, CENTRE, 18)
      return found.inked
    }
    const plain = await ring(null)
    expect(await ring({ kind: 'unit', id: 'unit-1', note: null })).toBeGreaterThan(plain + 60)
  })
})

describe('the words of a unit', () => {
  it('follow it when it has left them behind, also where its columns are written in place', async () => {
    const fleet = fleetOf([here({ label: '古林一' })])
    const { props, box } = await openMap({ ...bare, fleet })
    await settledPicture(box)
    fleet.lon[0] = (fleet.lon[0] ?? 0) + 200_000
    props.fleet = { ...fleet }
    await pause(1_500)
    const moved = await settledPicture(box)
    unmountAll()
    const { box: fresh } = await openMap({ ...bare, fleet })
    expect(await settledPicture(fresh)).toBe(moved)
  })
})

describe('units on one spot', () => {
  it('are told apart where one looks near: each is hit where it is drawn', async () => {
    const many = 9
    const units = Array.from({ length: many }, (_, index) => here({ id: `unit-${index}` }))
    const { heard, handle, box, onMap } = await openMap({ ...bare, units })
    handle()?.show(middle)
    handle()?.zoomBy(4)
    await vi.waitFor(() => expect(onMap().size).toBe(many), DRAWN)
    for (const [ring, room] of [
      [1, 6],
      [2, 3],
    ] as const)
      for (let place = 0; place < room; place++) {
        const angle = (place / room) * 2 * Math.PI
        const at = { x: CENTRE.x + Math.cos(angle) * ring * 16.8, y: CENTRE.y + Math.sin(angle) * ring * 16.8 }
        await userEvent.click(box, { position: at })
      }
    await vi.waitFor(() => expect(new Set(heard.unit.mock.calls.flat()).size).toBe(many))
  })

  it('that are two stand side by side', async () => {
    const { heard, onMap, box } = await openMap({ ...bare, units: [here(), here({ id: 'unit-2' })] })
    await vi.waitFor(() => expect(onMap()).toEqual(new Set(['unit-1', 'unit-2'])), DRAWN)
    for (const dx of [8, -8]) await userEvent.click(box, { position: { x: CENTRE.x + dx, y: CENTRE.y } })
    await vi.waitFor(() => expect(new Set(heard.unit.mock.calls.flat())).toEqual(new Set(['unit-1', 'unit-2'])))
  })
})

describe('what is selected among units on one spot', () => {
  it('is ringed where its shape is drawn, not where all of them are, at any zoom', async () => {
    const units = [here(), here({ id: 'unit-2' })]
    const pictureOf = async (selection: unknown, steps: number) => {
      const { box, handle, unmount } = await openMap({ ...bare, units, selection })
      handle()?.show(middle)
      handle()?.zoomBy(steps)
      const { data, side } = await pixelsAt(await settledPicture(box), CENTRE, 40)
      unmount()
      return shapeIn({ data, side }).mask
    }
    for (const steps of [0, 3]) {
      const plain = await pictureOf(null, steps)
      for (const [id, dx] of [
        ['unit-1', 8.4],
        ['unit-2', -8.4],
      ] as const) {
        const ringed = await pictureOf({ kind: 'unit', id, note: null }, steps)
        const columns = ringed.flatMap((isInk, pixel) => (isInk && !plain[pixel] ? [(pixel % 80) - 39.5] : []))
        expect(columns.length).toBeGreaterThan(60)
        expect((Math.min(...columns) + Math.max(...columns)) / 2).toBeCloseTo(dx, -0.5)
      }
    }
  })
})

describe('a canvas that loses its context', () => {
  it('shows cases, units and what is selected again as they are by then', async () => {
    const selection = { kind: 'unit', id: 'unit-1', note: null }
    const given = { ...bare, incidents: [incident({ lon: middle.lon - 0.05 })], selection }
    const { props, box } = await openMap({ ...given, units: [here({ label: '古林一' })] })
    await settledPicture(box)
    const canvas = document.querySelector('canvas') as HTMLCanvasElement
    const lose = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')
    lose?.loseContext()
    await pause(300)
    // Somebody moves meanwhile, and the theme is changed.
    const units = [here({ label: '古林一', lat: middle.lat + 0.01, tone: 'onscene' })]
    props.units = units
    document.documentElement.dataset.theme = 'light'
    await pause(100)
    lose?.restoreContext()
    await pause(1_000)
    const back = await settledPicture(box)
    unmountAll()
    const { box: fresh } = await openMap({ ...given, units })
    expect(await settledPicture(fresh)).toBe(back)
  })
})

describe('a pile of units', () => {
  const spread = (tone: (index: number) => MapUnit['tone']) =>
    Array.from({ length: 30 }, (_, index) =>
      here({ id: `unit-${index}`, lon: middle.lon + (index - 15) * 2e-4, tone: tone(index) }),
    )

  it('says of each state how many there are: another number, and another state, are other pictures', async () => {
    const piles = []
    for (const onScene of [0, 3, 4]) {
      const { box, unmount } = await openMap({
        ...bare,
        units: spread((index) => (index < onScene ? 'onscene' : 'available')),
      })
      piles.push(await settledPicture(box))
      unmount()
    }
    expect(new Set(piles).size).toBe(3)
  })

  it('opens where it is clicked, until everybody in it can be taken', async () => {
    const { heard, box, onMap } = await openMap({ ...bare, units: spread(() => 'available') })
    await vi.waitFor(() => expect(onMap().size).toBe(30), DRAWN)
    const piled = await settledPicture(box)
    for (let opened = 0; opened < 8 && heard.unit.mock.calls.length === 0; opened++) {
      await userEvent.click(box, { position: { x: CENTRE.x + opened * 3, y: CENTRE.y } })
      await pause(300)
    }
    expect(heard.follow).toHaveBeenCalledWith(false)
    expect(heard.unit).toHaveBeenCalled()
    expect(await picture(box)).not.toBe(piled)
  })

  it('never holds who is selected', async () => {
    const units = spread(() => 'available')
    const selection = { kind: 'unit', id: 'unit-15', note: null }
    const { heard, box, onMap } = await openMap({ ...bare, units, selection })
    await vi.waitFor(() => expect(onMap().size).toBe(30), DRAWN)
    await userEvent.click(box, { position: CENTRE })
    await vi.waitFor(() => expect(heard.unit).toHaveBeenCalledWith('unit-15'))
  })
})

describe('a unit and a case on one spot', () => {
  it.each(['calm', 'due', 'over'] as const)('leave a case that is %s in sight', async (tone) => {
    const alone = await drawn({ incidents: [incident({ tone, label: null })] }, CENTRE, 9)
    const covered = await drawn({ incidents: [incident({ tone, label: null })], units: [here()] }, CENTRE, 9)
    const lost = alone.mask.filter((isInk, pixel) => isInk && !covered.mask[pixel]).length
    expect(lost).toBeLessThan(alone.inked * 0.05)
    const plain = await drawn({ units: [here()] }, CENTRE, 9)
    expect(common(plain.mask, covered.mask)).toBeLessThan(0.95)
  })

  it('can both be clicked: the case first, and the unit by a second click', async () => {
    const { props, heard, onMap, box } = await openMap({ ...bare, incidents: [incident()], units: [here()] })
    await vi.waitFor(() => expect(onMap().size).toBe(2), DRAWN)
    await userEvent.click(box, { position: CENTRE })
    await vi.waitFor(() => expect(heard.incident).toHaveBeenCalledWith('incident-1'))
    expect(heard.unit).not.toHaveBeenCalled()
    props.selection = { kind: 'incident', id: 'incident-1', note: null }
    await pause(200)
    await userEvent.click(box, { position: CENTRE })
    await vi.waitFor(() => expect(heard.unit).toHaveBeenCalledWith('unit-1'))
    props.selection = { kind: 'unit', id: 'unit-1', note: null }
    await pause(200)
    await userEvent.click(box, { position: CENTRE })
    await vi.waitFor(() => expect(heard.incident).toHaveBeenCalledTimes(2))
  })
})

describe('a unit is chosen', () => {
  it('by a click, and by Enter where the cross is', async () => {
    const { heard, onMap, box } = await openMap({ ...bare, units: [here()] })
    await vi.waitFor(() => expect(onMap().size).toBe(1), DRAWN)
    await userEvent.click(box, { position: { x: CENTRE.x + 3, y: CENTRE.y - 3 } })
    await vi.waitFor(() => expect(heard.unit).toHaveBeenCalledTimes(1))
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(heard.unit).toHaveBeenCalledTimes(2))
    expect(heard.place).not.toHaveBeenCalled()
  })

  it('and followed: the map goes along where it goes, and stays where it is for the others', async () => {
    const at = (step: number) => [
      here({ lon: middle.lon + step * 0.02 }),
      here({ id: 'unit-2', lat: middle.lat - 0.05 }),
    ]
    const { props, heard, box, onMap } = await openMap({ ...bare, units: at(0), follow: true })
    await vi.waitFor(() => expect(onMap().size).toBe(2), DRAWN)
    props.selection = { kind: 'unit', id: 'unit-1', note: null }
    for (let step = 1; step <= 12; step++) {
      props.units = at(step)
      await pause(60)
    }
    await pause(300)
    expect(onMap()).toContain('unit-1')
    expect(onMap()).not.toContain('unit-2')
    props.follow = false
    props.units = at(40)
    await vi.waitFor(() => expect(onMap()).not.toContain('unit-1'), DRAWN)
    await userEvent.click(box, { position: CENTRE })
    await vi.waitFor(() => expect(heard.place).toHaveBeenCalled())
  })
})

describe('many units', () => {
  const chance = seeded(5)
  const spot = () => ({ lon: west + chance() * (east - west), lat: south + chance() * (north - south) })
  const places = Array.from({ length: 2_000 }, spot)
  const at = (step: number) =>
    places.map(({ lon, lat }, index) =>
      unit({
        id: `unit-${index}`,
        label: null,
        tone: unitTones[index % unitTones.length] ?? 'available',
        headingDeg: (index * 7 + step * 10) % 360,
        lon: lon + step * 1e-4,
        lat,
      }),
    )
  const scene = {
    incidents: places.slice(0, 50).map((place, n) => incident({ id: `incident-${n}`, label: null, ...place })),
  }

  it('that are 2,000 and move are all there, and look as if they had been drawn there at once', async () => {
    const { props, onMap, box, unmount } = await openMap({ ...scene, units: at(0) })
    const shown = () => [...onMap()].filter((id) => id.startsWith('unit-')).length
    await vi.waitFor(() => expect(shown()).toBe(2_000), DRAWN)
    for (let step = 1; step <= 20; step++) {
      props.units = at(step)
      await pause(30)
    }
    await vi.waitFor(() => expect(shown()).toBeGreaterThan(1_950), DRAWN)
    const moved = await settledPicture(box)
    unmount()
    const { box: fresh } = await openMap({ ...scene, units: at(20) })
    // Layers lie in the order the style says whatever came first.
    expect(await settledPicture(fresh)).toBe(moved)
    unmountAll()
    expect(document.querySelectorAll('canvas')).toHaveLength(0)
  })
})
