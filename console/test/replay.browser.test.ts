import { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { useIncidents } from '../src/incident/incident.store.ts'
import { actions } from '../src/kernel/keys.ts'
import { clockTime } from '../src/kernel/time.ts'
import { useReplay } from '../src/replay/replay.store.ts'
import { useTasks } from '../src/task/task.store.ts'
import { settled } from './desk.kit.ts'
import { units } from './district.ts'
import { anIncident, aTask, before, MINUTE } from './fixtures.ts'
import {
  begin,
  chunksOf,
  openReplay,
  pageOf,
  part,
  press,
  reports,
  rows,
  STEP_MS,
  soon,
  start,
  startOf,
  streamOf,
  submit,
  useThatDay,
} from './replay.kit.ts'
import { aSnapshot } from './snapshot.ts'

useThatDay()
const first = units[0] ?? { id: 'unit-none', name: { zh: '' } }
const heading = (name: string) => part(name)?.querySelector('h2')?.textContent ?? ''
const unitRow = (name: string) => rows('units').find((row) => row.textContent?.includes(name))
const titleOf = (id: string) => actions.value.find((action) => action.id === id)?.title() ?? ''

describe('the time machine', () => {
  it('asks why before it shows anything, and begins at the first moment', async () => {
    const { server } = await openReplay(12)
    submit()
    await nextTick()
    expect(server.posted).toEqual([])
    expect(document.body.textContent).toContain('请写明事由')
    await begin()
    expect(server.posted[0]).toMatchObject({
      ...{ purpose: 'replay', reason: '投诉：到场太慢', from: '2026-11-24T05:09:00.000Z' },
    })
    expect(document.querySelector('.replay-band')?.textContent).toContain('投诉：到场太慢')
    expect(useReplay().time).toBe(useReplay().from)
  })

  it('plays units, cases and log in step, by keys alone', async () => {
    await openReplay(12)
    await begin()
    const replay = useReplay()
    expect(heading('cases')).toContain('在办 0')
    await press('.')
    await nextTick()
    expect(replay.told).toBe(1)
    expect(rows('cases')).toHaveLength(1)
    expect(rows('log')).toHaveLength(1)
    expect(part('moment')?.textContent).toContain(clockTime(replay.times[0] ?? 0))
    await press(',')
    await nextTick()
    expect(replay.told).toBe(0)
    await press('{End}')
    await nextTick()
    expect(rows('cases')).toHaveLength(12)
    await press('{Home}{ArrowRight}')
    expect(replay.time).toBe(replay.from + 10_000)
    await press('{Shift>}{ArrowRight}{/Shift}')
    expect(replay.time).toBe(replay.from + 70_000)
    await press('{ArrowUp}{ArrowUp}')
    await nextTick()
    expect(part('speed')?.textContent).toContain('300')
  })

  it('plays, pauses where it is, ends at the end, and begins again from there', async () => {
    await openReplay()
    await begin()
    const replay = useReplay()
    await press('{ArrowUp}{ArrowUp}{ArrowUp} ')
    await soon(() => expect(replay.time).toBeGreaterThan(replay.from + 5 * MINUTE))
    await press(' ')
    const paused = replay.time
    await settled(200)
    expect(replay.time).toBe(paused)
    replay.goTo(replay.to - 30_000)
    await press(' ')
    await soon(() => expect(replay.time).toBe(replay.to))
    expect(replay.playing).toBe(false)
    await press(' ')
    await soon(() => expect(replay.time).toBeLessThan(replay.to - MINUTE))
  })

  it('is sought along its time line, and shows there what stood at that moment, not what was played before', async () => {
    await openReplay(12)
    await begin()
    const replay = useReplay()
    await press('{End}')
    const line = document.querySelector('.replay-time__line') as HTMLElement
    const box = line.getBoundingClientRect()
    line.setPointerCapture = () => {}
    const at = (share: number) => ({ bubbles: true, clientX: box.left + box.width * share, clientY: box.top + 10 })
    line.dispatchEvent(new PointerEvent('pointerdown', { ...at(0.5), pointerId: 1 }))
    await nextTick()
    expect(replay.time).toBeCloseTo((replay.from + replay.to) / 2, -4)
    expect(rows('cases')).toHaveLength(replay.told)
    line.dispatchEvent(new PointerEvent('pointermove', { ...at(0.25), pointerId: 1, buttons: 1 }))
    await nextTick()
    expect(replay.time).toBeCloseTo(replay.from + (replay.to - replay.from) / 4, -4)
    expect(rows('cases')).toHaveLength(replay.told)
  })

  it('follows one unit after the other, and says which before it does', async () => {
    await openReplay()
    await begin()
    const replay = useReplay()
    // Whose squad was off duty is listed as that, and not drawn.
    expect(rows('units').filter((row) => !row.textContent?.endsWith('离岗'))).toHaveLength(9)
    expect(titleOf('replay.follow')).toBe('跟随下一个：古林一队')
    expect(titleOf('replay.choose')).toBe('先跟随一个小组')
    await press('f')
    await nextTick()
    expect(replay.followed).toBe(first.id)
    expect(titleOf('replay.choose')).toBe('只看 古林一队')
    await press('x')
    expect([...replay.chosen]).toEqual([first.id])
    expect(titleOf('replay.choose')).toBe('不再单看 古林一队')
    for (let row = 1; row < 9; row++) await press('f')
    expect(titleOf('replay.follow')).toBe('不再跟随')
    await press('f')
    expect(replay.followed).toBeNull()
    await press('a')
    expect(replay.chosen.size).toBe(0)
  })

  it('shows several alone; Enter ticks a box, and Space plays wherever the focus is', async () => {
    await openReplay(12)
    await begin()
    const replay = useReplay()
    for (const row of rows('units').slice(0, 2)) await userEvent.click(row.querySelector('input') as HTMLInputElement)
    expect(replay.chosen.size).toBe(2)
    expect(heading('units')).toContain('2/9')
    await press('.')
    expect(replay.told).toBe(1)
    await press(' ')
    expect([replay.chosen.size, replay.playing]).toEqual([2, true])
    await press(' ')
    expect([replay.chosen.size, replay.playing]).toEqual([2, false])
    await press('{Enter}')
    expect(replay.chosen.size).toBe(1)
    await userEvent.click(rows('units')[3]?.querySelector('button') as HTMLButtonElement)
    const { followed } = replay
    expect(followed).not.toBeNull()
    await press(' ')
    expect([replay.followed, replay.playing]).toEqual([followed, true])
    // Also after a button of the page was clicked; who came to it by key presses it.
    await userEvent.click(document.querySelector('.replay-time__speed button') as HTMLButtonElement)
    const { speed } = replay
    await press(' ')
    expect([replay.speed, replay.playing]).toEqual([speed, false])
    await press('a')
    await nextTick()
    expect(replay.chosen.size).toBe(0)
    expect(heading('units')).toBe('小组 9')
  })

  it('draws a gap as a gap: the unit stays where it was last heard of, ages and is lost, and is nowhere in between', async () => {
    await openReplay(0, { tracks: () => streamOf(chunksOf({ unit: 0, from: 120, to: 240 })) })
    await begin()
    const replay = useReplay()
    const track = replay.tracks.get(first.id)
    const words = async (row: number) => {
      replay.goTo(start + row * STEP_MS)
      await nextTick()
      return unitRow('古林一队')?.textContent ?? ''
    }
    expect(track?.count).toBe(240)
    expect(await words(119)).toMatch(/待命$/)
    expect(await words(170)).toMatch(/待命 8′$/)
    expect(await words(200)).toMatch(/失联 13′$/)
    expect(await words(240)).toMatch(/待命$/)
  })

  it('keeps its list in one order: who is not known of at a moment stays in it, and says so', async () => {
    await openReplay(0, { tracks: () => streamOf(chunksOf({ unit: 1, from: 0, to: 200 })) })
    await begin()
    const names = () => rows('units').map((row) => row.querySelector('b')?.textContent)
    const before = names()
    expect(rows('units')[1]?.textContent).toContain('没有位置')
    await press('{End}')
    await nextTick()
    expect(names()).toEqual(before)
    expect(rows('units')[1]?.textContent).not.toContain('没有位置')
  })

  it('of one unit begins where it was first heard of, follows it and says so, and frames where it went', async () => {
    const asked = vi.spyOn(MapLibre.prototype, 'fitBounds')
    const framed = () => (asked.mock.calls.at(-1)?.[0] ?? []) as number[]
    await openReplay(0, {
      address: `/replay?unit=${first.id}`,
      tracks: () => streamOf(chunksOf({ unit: 0, from: 0, to: 90 }).slice(0, 1)),
    })
    await begin()
    const replay = useReplay()
    expect(replay.grant?.unitIds).toEqual([first.id])
    await soon(() => expect(replay.time).toBe(start + 90 * STEP_MS))
    expect(part('followed')?.textContent).toContain('正跟随 古林一队')
    expect(rows('units')).toHaveLength(1)
    const track = replay.tracks.get(first.id)
    const lons = [...(track?.lon ?? [])].slice(0, track?.count)
    await soon(() => {
      const [west, , east] = framed()
      expect([west, east]).toEqual([Math.min(...lons), Math.max(...lons)].map((lon) => expect.closeTo(lon, 3)))
    })
    await press(']')
    await soon(() => {
      const [west, , east] = framed()
      expect((east ?? 0) - (west ?? 0)).toBeGreaterThan(Math.max(...lons) - Math.min(...lons))
    })
    expect(replay.followed).toBeNull()
    await press('f')
    expect(replay.followed).toBe(first.id)
  })

  it('asked for from a case offers its span and whoever was sent to it', async () => {
    const { server } = await openReplay(0, {
      address: '/replay?case=incident-1',
      known() {
        const incident = anIncident({
          id: 'incident-1',
          reportedAt: before(30 * MINUTE),
          closedAt: before(10 * MINUTE),
          state: 'closed',
        })
        useIncidents().replaceAll(aSnapshot(0, { incidents: [incident] }))
        useTasks().replaceAll(aSnapshot(0, { tasks: [aTask({ incidentId: 'incident-1', squadId: 'squad-gulin-1' })] }))
      },
    })
    await begin()
    const { from, to, unitIds } = server.posted[0] as { from: string; to: string; unitIds: string[] }
    expect([from, to]).toEqual(['2026-11-24T05:34:00.000Z', '2026-11-24T06:04:00.000Z'])
    expect(unitIds).toEqual(units.filter(({ squadId }) => squadId === 'squad-gulin-1').map(({ id }) => id))
  })

  it('turns the shape of whoever travels, and of nobody else', async () => {
    const tasks = [aTask({ state: 'en-route', squadId: 'squad-gulin-1' })]
    await openReplay(0, { log: () => pageOf([], { start: startOf({ tasks }) }) })
    await begin()
    useReplay().goTo(start + 30 * MINUTE)
    await nextTick()
    const turned = rows('units').filter((row) => row.querySelector('g[transform]'))
    expect(turned.map((row) => row.querySelector('b')?.textContent)).toEqual(['古林一队'])
  })

  it('leaves words and camera alone while the same units move: words follow by the second, and a paused page rests', async () => {
    await openReplay()
    await begin()
    const replay = useReplay()
    await press('f')
    await settled(1_500)
    // Whoever has words is found on the screen for them, each time they are written.
    const found = vi.spyOn(MapLibre.prototype, 'unproject')
    const began = performance.now()
    for (let step = 1; step <= 60; step++) {
      replay.goTo(start + step * 250)
      await nextTick()
    }
    const seconds = Math.ceil((performance.now() - began) / 1_000)
    expect(found.mock.calls.length).toBeLessThanOrEqual((seconds + 1) * rows('units').length)
    await settled(1_500)
    const wrote = vi.spyOn(GeoJSONSource.prototype, 'updateData')
    const moved = [vi.spyOn(MapLibre.prototype, 'jumpTo'), vi.spyOn(MapLibre.prototype, 'easeTo')]
    await settled(1_500)
    expect([wrote, ...moved].map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0])
  })

  it('says when it lists fewer cases than there were, counts the events it marks, and has a word for each clock', async () => {
    const lines = reports(230)
    const looked = { ...lines[0], seq: 900, kind: 'track.viewed', body: {} } as (typeof lines)[number]
    await openReplay(0, { log: () => pageOf([...lines, looked]) })
    await begin()
    await press('{End}')
    await nextTick()
    expect(heading('cases')).toContain('230')
    expect(rows('cases')).toHaveLength(201)
    expect(rows('cases').at(-1)?.textContent).toContain('另有 30 件未列出')
    expect(part('marks')?.textContent).toBe('230 个事件')
    for (const row of rows('cases').slice(0, 200)) expect(row.textContent).toMatch(/(?:超时|临期|过半|正常) \S/)
  })

  it('shows a span in which nothing is known as that, and plays it all the same', async () => {
    await openReplay(0, { tracks: () => streamOf([]) })
    await begin()
    expect(part('no-tracks')?.textContent).toContain('这段时间没有轨迹')
    expect(part('units')?.textContent).toContain('此刻没有已知位置')
    expect(part('cases')?.textContent).toContain('此刻没有在办案卷')
    expect(part('log')?.textContent).toContain('尚无事件')
    await press('f{End}')
    expect(useReplay().followed).toBeNull()
    expect(useReplay().time).toBe(useReplay().to)
  })
})
