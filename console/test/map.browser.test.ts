import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Point } from '../src/map/view-model.ts'
import { area, bounds, DRAWN, incident, middle, none, openMap, picture, unit } from './map.kit.ts'
import { unmountAll } from './mount.ts'
import { seeded } from './snapshot.ts'

const [west, south, east, north] = bounds

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
    const { props, onMap } = await openMap({ trails })
    await vi.waitFor(() => expect(onMap()).toEqual(new Set(trails.map(({ id }) => id))), DRAWN)
    props.trails = []
    await vi.waitFor(() => expect(onMap()).toEqual(new Set()), DRAWN)
  })

  it('draws cases and units, and follows what they become', async () => {
    const { props, onMap } = await openMap({ incidents: [incident()], units: [unit()] })
    await vi.waitFor(() => expect(onMap()).toEqual(new Set(['incident-1', 'unit-1'])), DRAWN)
    props.incidents = [incident({ tone: 'over' }), incident({ id: 'incident-2', lon: middle.lon - 0.05, urgent: true })]
    props.units = []
    await vi.waitFor(() => expect(onMap()).toEqual(new Set(['incident-1', 'incident-2'])), DRAWN)
  })

  it('draws Chinese names from the files it ships, also the rare ones', async () => {
    const pictures: string[] = []
    for (const label of ['', '石石', '石碶', '鄞江']) {
      const { box, unmount } = await openMap({ areas: [area({ label })], notes: false })
      pictures.push(await picture(box))
      unmount()
    }
    expect(new Set(pictures).size).toBe(4)
    const fetched = performance.getEntriesByType('resource').map(({ name }) => name)
    expect(fetched.some((name) => name.includes('noto-sans-sc-50-400'))).toBe(true)
    expect(fetched.filter((name) => new URL(name).origin !== location.origin)).toEqual([])
  })

  it('says which case, which unit or which place was clicked', async () => {
    const { heard, onMap, box } = await openMap({ incidents: [incident()], units: [unit()], padding: none })
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
    const { heard, onMap, box } = await openMap({ incidents: [incident()], padding: none, picking: true })
    await vi.waitFor(() => expect(onMap().size).toBe(1), DRAWN)
    await userEvent.click(box, { position: { x: 320, y: 200 } })
    await vi.waitFor(() => expect(heard.place).toHaveBeenCalled())
    expect(heard.incident).not.toHaveBeenCalled()
  })

  it('is worked by keyboard: arrows move it, Enter picks what is under the cross', async () => {
    const { heard, onMap } = await openMap({ incidents: [incident()], padding: none, follow: true })
    await vi.waitFor(() => expect(onMap().size).toBe(1), DRAWN)
    await userEvent.tab()
    expect(document.activeElement?.tagName).toBe('CANVAS')
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(heard.incident).toHaveBeenCalledWith('incident-1'))
    await userEvent.keyboard('{ArrowLeft}')
    await vi.waitFor(() => expect(heard.follow).toHaveBeenCalledWith(false))
  })

  it('stays where a human moved it until somebody asks', async () => {
    const { props, onMap, handle } = await openMap({ incidents: [incident()], padding: none })
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
    const { onMap, box } = await openMap({ incidents: [incident({ tone: 'over' })], units: [unit()] })
    await vi.waitFor(() => expect(onMap().size).toBe(2), DRAWN)
    const dark = await picture(box)
    document.documentElement.dataset.theme = 'light'
    await vi.waitFor(async () => expect(await picture(box)).not.toBe(dark), DRAWN)
    expect(onMap().size).toBe(2)
    delete document.documentElement.dataset.theme
  })

  it('stands 2,000 cases and 1,000 moving units, and leaves nothing behind', async () => {
    const chance = seeded(3)
    const spot = () => ({ lon: west + chance() * (east - west), lat: south + chance() * (north - south) })
    const many = Array.from({ length: 2000 }, (_, index) =>
      incident({ id: `incident-${index}`, label: `${index}`, ...spot() }),
    )
    const fleet = () => Array.from({ length: 1000 }, (_, index) => unit({ id: `unit-${index}`, ...spot() }))
    const { props, onMap, unmount } = await openMap({ incidents: many, units: fleet() })
    await vi.waitFor(() => expect([...onMap()].filter((id) => id.startsWith('unit-')).length).toBe(1000), DRAWN)
    for (let tick = 0; tick < 5; tick++) {
      props.units = fleet()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    unmount()
    expect(document.querySelectorAll('canvas')).toHaveLength(0)
  })
})
