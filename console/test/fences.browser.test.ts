import type { Fence } from '@lianqin/shared/jurisdiction'
import type { Passage } from '@lianqin/shared/presence'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { useDesk } from '../src/desk/desk.store.ts'
import { useJurisdiction } from '../src/jurisdiction/jurisdiction.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { learnClock } from '../src/kernel/time.ts'
import { useFences } from '../src/presence/fences.store.ts'
import { openDesk, serve } from './desk.kit.ts'
import { aReference } from './district.ts'
import { anEvent, before, MINUTE, NOW } from './fixtures.ts'
import { CENTRE, incident, middle, none, openMap, pixelsAt, settledPicture, shapeIn, unit } from './map.kit.ts'
import { unmountAll } from './mount.ts'
import { aSnapshot } from './snapshot.ts'

const SIDE = 0.004
const square = ({ lon, lat }: { lon: number; lat: number }): [number, number][][][] => {
  const [west, south, east, north] = [lon - SIDE, lat - SIDE, lon + SIDE, lat + SIDE]
  return [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ]
}
const market: Fence = {
  id: 'fence-market',
  name: { zh: '古林集市', en: 'Gulin market' },
  rings: square(middle),
  areaId: null,
  tells: ['enter', 'exit', 'dwell'],
  dwellMin: 10,
}
const line: Fence = { ...market, id: 'fence-line', name: { zh: '古林镇界', en: 'Gulin’s line' }, rings: null }
const drawnFence = { id: market.id, label: null, rings: square(middle), isArea: false }
const bare = {
  areas: [],
  notes: false,
  padding: none,
  bounds: [middle.lon - 0.02, middle.lat - 0.02, middle.lon + 0.02, middle.lat + 0.02],
}

const aPassage = (over: Partial<Passage> = {}): Passage => ({
  unitId: 'unit-gulin-1',
  squadId: 'squad-gulin-1',
  areaId: 'area-gulin',
  fenceId: market.id,
  name: market.name,
  kind: 'enter',
  at: before(2 * MINUTE),
  ...over,
})
const pass = (over: Partial<Passage>) =>
  useFences().apply(anEvent({ kind: 'unit.passed', body: { passage: aPassage(over) } } as never))

let shut = () => {}
beforeEach(() => {
  document.documentElement.dataset.theme = 'dark'
})
afterEach(() => {
  shut()
  shut = () => {}
  unmountAll()
  locale.value = 'zh-CN'
})

describe('a fence on the map', () => {
  const inked = async (given: Record<string, unknown>) => {
    const { box, unmount } = await openMap({ ...bare, ...given })
    const pixels = await pixelsAt(await settledPicture(box), CENTRE, 190)
    unmount()
    return shapeIn(pixels)
  }

  it('is drawn with its name, and under whoever stands in it', async () => {
    const empty = await inked({})
    const fenced = await inked({ fences: [drawnFence] })
    const named = await inked({ fences: [{ ...drawnFence, label: '古林集市' }] })
    expect(empty.inked).toBe(0)
    expect(fenced.inked).toBeGreaterThan(200)
    expect(named.inked).toBeGreaterThan(fenced.inked + 50)
    const at = { ...middle, label: null }
    const alone = await inked({
      units: [unit(at)],
      incidents: [incident({ ...at, id: 'incident-1', lat: middle.lat + 0.002 })],
    })
    const both = await inked({
      fences: [drawnFence],
      units: [unit(at)],
      incidents: [incident({ ...at, id: 'incident-1', lat: middle.lat + 0.002 })],
    })
    const covered = alone.mask.filter((isInk, pixel) => isInk && !both.mask[pixel]).length
    expect(covered).toBeLessThan(alone.inked * 0.02)
  })

  it('takes no click: the place under it is what is meant', async () => {
    const { heard, box } = await openMap({ ...bare, fences: [{ ...drawnFence, label: '古林集市' }] })
    await userEvent.click(box, { position: CENTRE })
    await vi.waitFor(() => expect(heard.place).toHaveBeenCalled())
    expect(heard.unit).not.toHaveBeenCalled()
  })
})

describe('a desk', () => {
  async function open() {
    const asked: string[] = []
    serve(({ path }) => {
      asked.push(path)
      if (path !== '/fence-stays') return undefined
      return { stays: [{ unitId: 'unit-gulin-1', fenceId: market.id, since: before(12 * MINUTE), toldDwell: true }] }
    })
    learnClock(NOW)
    shut = await openDesk(aSnapshot(0))
    const reference = aReference()
    const [gulin] = reference.areas
    const fences = [market, { ...line, areaId: gulin?.id ?? null }]
    useJurisdiction().load({ ...reference, district: { ...reference.district, fences } })
    await nextTick()
    return asked
  }
  /** On a small screen the pane would lie over the map: there the board says it. */
  beforeEach(() => page.viewport(1600, 900))
  afterEach(() => page.viewport(1280, 720))
  const text = (part: string) => document.querySelector(part)?.textContent ?? ''

  it('draws the district’s fences, the line of an area too, and puts them away by button and key', async () => {
    await open()
    expect(useJurisdiction().fences).toMatchObject([
      { id: 'fence-market', label: '古林集市', isArea: false },
      { id: 'fence-line', label: '古林镇界', isArea: true },
    ])
    const button = () =>
      [...document.querySelectorAll('.map-tools button')].find((one) => one.textContent?.trim() === '围栏')
    expect(button()?.getAttribute('aria-pressed')).toBe('true')
    await userEvent.keyboard('\\')
    await vi.waitFor(() => expect(button()?.getAttribute('aria-pressed')).toBe('false'))
    await userEvent.click(button() as HTMLElement)
    await vi.waitFor(() => expect(button()?.getAttribute('aria-pressed')).toBe('true'))
  })

  it.each([
    ['zh-CN', '进入古林集市', '离开古林集市', '在古林集市停留已满 10′'],
    ['en', 'came into Gulin market', 'left Gulin market', 'has stayed at Gulin market for 10′'],
  ] as const)('says in %s who came into a fence, left it or stays there', async (tongue, enters, leaves, stays) => {
    await open()
    locale.value = tongue
    for (const [kind, words] of [
      ['enter', enters],
      ['exit', leaves],
      ['dwell', stays],
    ] as const) {
      pass({ kind })
      await vi.waitFor(() => expect(text('.desk-board__head')).toContain(words))
    }
  })

  it('shows of the unit that is chosen which fence it is inside of and for how long, and those it passed', async () => {
    const asked = await open()
    pass({ kind: 'enter', at: before(12 * MINUTE) })
    pass({ kind: 'dwell', at: before(2 * MINUTE) })
    pass({ kind: 'enter', unitId: 'unit-gaoqiao-1', squadId: 'squad-gaoqiao-1' })
    useDesk().unitId = 'unit-gulin-1'
    await vi.waitFor(() => expect(text('.unit-pane')).toContain('在古林集市 12′'))
    await vi.waitFor(() => expect(asked).toContain('/fence-stays'))
    expect(text('.desk-board__head')).toContain('在古林集市 12′')
    const lines = [...document.querySelectorAll('.unit-pane li')].map((one) => one.textContent ?? '')
    expect(lines.filter((words) => words.includes('古林集市'))).toHaveLength(2)
    pass({ kind: 'exit', at: before(MINUTE) })
    await vi.waitFor(() => expect(text('.unit-pane dl')).not.toContain('在古林集市'))
    expect(text('.unit-pane')).toContain('离开古林集市')
  })

  it('believes the log, not an answer that was written before it; and asks again after a new snapshot', async () => {
    const asked = await open()
    const fences = useFences()
    const answer = fences.askStays()
    pass({ kind: 'exit', at: before(MINUTE) })
    await answer
    expect(fences.staysOf('unit-gulin-1' as never)).toEqual([])
    useDesk().unitId = 'unit-gulin-1'
    await vi.waitFor(() => expect(text('.unit-pane dl')).toContain('在古林集市'))
    const times = asked.filter((path) => path === '/fence-stays').length
    fences.replaceAll(aSnapshot(0))
    expect(fences.staysOf('unit-gulin-1' as never)).toEqual([])
    await vi.waitFor(() => expect(asked.filter((path) => path === '/fence-stays')).toHaveLength(times + 1))
    await vi.waitFor(() => expect(text('.unit-pane dl')).toContain('在古林集市'))
  })

  it('lets go of the unit with Esc', async () => {
    await open()
    useDesk().unitId = 'unit-gulin-1'
    await vi.waitFor(() => expect(document.querySelector('.unit-pane')).not.toBeNull())
    useDesk().focus('pending')
    await userEvent.keyboard('{Escape}{Escape}')
    await vi.waitFor(() => expect(document.querySelector('.unit-pane')).toBeNull())
  })
})
