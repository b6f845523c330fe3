import { beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { dismiss, notices } from '../src/kernel/notices.ts'
import type { MapTrail } from '../src/map/view-model.ts'
import { useReplay } from '../src/replay/replay.store.ts'
import { usePastScene } from '../src/replay/scene.ts'
import { useTrails } from '../src/replay/trails.ts'
import { settled } from './desk.kit.ts'
import { units } from './district.ts'
import { HOUR, MINUTE } from './fixtures.ts'
import { begin, openReplay, type Past, part, press, start, useTimeMachine, wish } from './replay.kit.ts'

useTimeMachine()
beforeEach(() => {
  for (const { id } of notices.value) dismiss(id)
})

/** Frames may be far between on a machine that draws without a graphics card. */
const SLOW = { timeout: 30_000 }

/** The page with what it hands to its map. */
async function opened(past: Past) {
  const held: { scene?: ReturnType<typeof usePastScene>; trails?: { value: readonly MapTrail[] } } = {}
  const page = await openReplay(past, () => {
    Object.assign(held, { scene: usePastScene(), trails: useTrails() })
  })
  const scene = () => held.scene as ReturnType<typeof usePastScene>
  const trails = (isRecent: boolean) => (held.trails?.value ?? []).filter((trail) => trail.isRecent === isRecent)
  return { ...page, scene, trails }
}
const rows = () => [...(part('units')?.querySelectorAll<HTMLElement>('li') ?? [])]
const [first, second] = units
if (!first || !second) throw new Error('no units')

describe('the map of the time machine', () => {
  it('shows units, cases and log of the same moment, forwards and backwards', async () => {
    const { scene } = await opened({ cases: 12 })
    await begin()
    const replay = useReplay()
    for (const at of [50, 5, 30, 0, 59].map((minute) => start + minute * MINUTE)) {
      replay.goTo(at)
      await nextTick()
      const told = replay.lines.filter((line) => Date.parse(line.at) <= at).length
      expect(scene().shapes.value).toHaveLength(told)
      expect(part('cases')?.querySelectorAll('li')).toHaveLength(told)
      expect(part('log')?.querySelectorAll('li')).toHaveLength(told)
      const fleet = scene().fleet.value
      const index = fleet.indexOf(first.id) ?? -1
      const track = replay.tracks.get(first.id)
      const row = Math.round((at - start) / 10_000)
      expect((fleet.lon[index] ?? 0) / 1e7).toBeCloseTo(track?.lon[row] ?? 0, 5)
      expect((fleet.lat[index] ?? 0) / 1e7).toBeCloseTo(track?.lat[row] ?? 0, 5)
    }
  })

  it('plays on, pauses where it is, and ends at the end', async () => {
    await opened({ cases: 3 })
    await begin()
    const replay = useReplay()
    await press('{ArrowUp}{ArrowUp}{ArrowUp}')
    expect(replay.speed).toBe(600)
    await press(' ')
    await vi.waitFor(() => expect(replay.time).toBeGreaterThan(start + 5 * MINUTE), SLOW)
    await press(' ')
    const paused = replay.time
    await settled(200)
    expect(replay.time).toBe(paused)
    replay.goTo(replay.to - 30_000)
    await press(' ')
    await vi.waitFor(() => expect(replay.time).toBe(replay.to), SLOW)
    expect(replay.playing).toBe(false)
    await press(' ')
    await vi.waitFor(() => expect(replay.time).toBeLessThan(replay.to - MINUTE), SLOW)
    await press(' ')
  })

  it('shows several units alone, with the ways they went, and all of them again', async () => {
    const { scene, trails } = await opened({ cases: 0 })
    await begin()
    const all = rows().length
    expect(scene().fleet.value.count).toBe(all)
    expect(trails(false)).toEqual([])
    for (const row of rows().slice(0, 2)) await userEvent.click(row.querySelector('input') as HTMLInputElement)
    expect(scene().fleet.value.count).toBe(2)
    expect(part('units')?.querySelector('h2')?.textContent).toContain(`2/${all}`)
    expect(new Set(trails(false).map(({ id }) => id.split('/')[0]))).toEqual(useReplay().chosen)
    await press('a')
    await nextTick()
    expect(scene().fleet.value.count).toBe(all)
  })

  it('draws the way that was gone up to the unit itself, the last quarter of an hour firmly', async () => {
    const { scene, trails } = await opened({ cases: 0 })
    await begin()
    const replay = useReplay()
    replay.followed = first.id
    replay.goTo(start + 40 * MINUTE + 3_000)
    await vi.waitFor(() => expect(trails(true)).toHaveLength(1))
    const place = scene().past.value.find(({ unit }) => unit.id === first.id)?.place
    await vi.waitFor(() => expect(trails(true)[0]?.line.at(-1)).toEqual([place?.lon, place?.lat]))
    const track = replay.tracks.get(first.id)
    // Thirty seconds a row of three: a quarter of an hour before, to the next row of the track.
    expect(trails(true)[0]?.line[0]?.[0]).toBeCloseTo(track?.lon[151] ?? 0, 5)
    expect(trails(false)).toHaveLength(1)
  })

  it('draws a gap as a gap: the unit stays where it was last heard of, ages, and no line leads over the town', async () => {
    const silent = { unit: 0, from: 120, to: 240 }
    const { scene, trails } = await opened({ cases: 0, silent })
    await begin()
    const replay = useReplay()
    replay.followed = first.id
    await nextTick()
    const [before, after, ...more] = trails(false)
    expect(more).toEqual([])
    const track = replay.tracks.get(first.id)
    expect(before?.line.at(-1)?.[0]).toBe(track?.lon[119])
    expect(after?.line[0]?.[0]).toBe(track?.lon[120])
    const at = (row: number) => {
      replay.goTo(start + row * 10_000)
      return scene().past.value.find(({ unit }) => unit.id === first.id)
    }
    expect(at(119)).toMatchObject({ state: 'available', place: { ageMs: 0 } })
    expect(at(170)?.place).toMatchObject({ lon: track?.lon[119], lat: track?.lat[119], ageMs: 510_000 })
    expect(at(200)?.state).toBe('lost')
    expect(at(240)).toMatchObject({ state: 'available', place: { ageMs: 0 } })
  })
})

describe('a span', () => {
  it('without tracks says so, and its log can be played all the same', async () => {
    const { scene } = await opened({ cases: 4, empty: true })
    await begin()
    expect(document.querySelector('.replay-map [role="status"]')?.textContent).toContain('这段时间没有轨迹')
    expect(rows()).toEqual([])
    await press('f')
    expect(useReplay().followed).toBeNull()
    await press('{End}')
    await nextTick()
    expect(scene().fleet.value.count).toBe(0)
    expect(part('log')?.querySelectorAll('li')).toHaveLength(4)
  })

  it('that begins before tracks are kept says so before anybody asks for it', async () => {
    await opened({ cases: 0 })
    const [from] = document.querySelectorAll<HTMLInputElement>('.replay-ask [type="datetime-local"]')
    expect(document.querySelector('.replay-ask')?.textContent).not.toContain('更早的已按规定清除')
    await userEvent.fill(from as HTMLInputElement, '2026-08-01T08:00')
    await nextTick()
    expect(document.querySelector('.replay-ask')?.textContent).toContain('轨迹保存 90 天')
    // Longer than a month: refused here, before it is asked for.
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('三十一天以内')
  })

  it('that one has no rights to is refused in words, and nothing of it is shown', async () => {
    const refused = { code: 'track.no-grant', params: {}, requestId: 'r-1' } as const
    const { posted } = await opened({ cases: 12, refused })
    await wish()
    await vi.waitFor(() => expect(notices.value.map(({ tone }) => tone)).toEqual(['refused']))
    expect(notices.value[0]?.text).toContain('查看轨迹须先填写事由')
    expect(posted).toHaveLength(1)
    expect(part('moment')).toBeNull()
    expect(useReplay().lines).toEqual([])
    expect(document.querySelector('.replay-ask textarea')).toBeTruthy()
  })
})

describe('a file of tracks', () => {
  it.each([
    ['gpx', 'G'],
    ['geojson', 'J'],
    ['csv', 'C'],
  ])(
    'as %s is asked for by key or button with the reason that stands, of the units that are shown',
    async (kind, key) => {
      const { posted } = await opened({ cases: 3 })
      await begin('复盘')
      const clicked: string[] = []
      vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
        clicked.push(`${new URL(this.href).pathname} ${this.hasAttribute('download')}`)
      })
      await press(`{Shift>}${key}{/Shift}`)
      await vi.waitFor(() => expect(clicked).toEqual(['/api/v1/track-exports/grant-2 true']))
      expect(posted[1]).toMatchObject({ purpose: kind, reason: '复盘' })
      expect(posted[1]?.unitIds).toEqual(units.map(({ id }) => id))
      expect(Date.parse(String(posted[1]?.to)) - Date.parse(String(posted[1]?.from))).toBeGreaterThanOrEqual(HOUR)
      for (const id of [first.id, second.id]) useReplay().choose(id)
      const button = [...document.querySelectorAll<HTMLButtonElement>('.replay-top__files button')].find((one) =>
        one.textContent?.toLowerCase().startsWith(kind),
      )
      button?.click()
      await vi.waitFor(() => expect(clicked).toHaveLength(2))
      expect(posted[2]).toMatchObject({ purpose: kind, unitIds: [first.id, second.id] })
      vi.restoreAllMocks()
    },
  )
})
