import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import type { MapTrail } from '../src/map/view-model.ts'
import { useReplay } from '../src/replay/replay.store.ts'
import { usePastScene } from '../src/replay/scene.ts'
import { useTrails } from '../src/replay/trails.ts'
import { units } from './district.ts'
import { MINUTE } from './fixtures.ts'
import { begin, chunksOf, openReplay, part, press, rows, STEP_MS, start, streamOf, useThatDay } from './replay.kit.ts'

useThatDay()

/** The page with what it hands to its map. */
async function opened(cases: number, silent?: { unit: number; from: number; to: number }) {
  const held: { scene?: ReturnType<typeof usePastScene>; trails?: { value: readonly MapTrail[] } } = {}
  const probe = () => {
    Object.assign(held, { scene: usePastScene(), trails: useTrails() })
  }
  await openReplay(cases, { probe, tracks: () => streamOf(chunksOf(silent)) })
  const scene = () => held.scene as ReturnType<typeof usePastScene>
  const trails = (isRecent: boolean) => (held.trails?.value ?? []).filter((trail) => trail.isRecent === isRecent)
  await begin()
  return { scene, trails, replay: useReplay() }
}
const [first] = units
if (!first) throw new Error('no units')

describe('the map of the time machine', () => {
  it('shows units, cases and log of the same moment, forwards and backwards', async () => {
    const { scene, replay } = await opened(12)
    for (const at of [50, 5, 30, 0, 59].map((minute) => start + minute * MINUTE)) {
      replay.goTo(at)
      await nextTick()
      const told = replay.lines.filter((line) => Date.parse(line.at) <= at).length
      expect(scene().shapes.value).toHaveLength(told)
      expect([rows('cases').length, rows('log').length]).toEqual([told, told])
      const fleet = scene().fleet.value
      const index = fleet.indexOf(first.id) ?? -1
      const track = replay.tracks.get(first.id)
      const row = Math.round((at - start) / STEP_MS)
      expect((fleet.lon[index] ?? 0) / 1e7).toBeCloseTo(track?.lon[row] ?? 0, 5)
      expect((fleet.lat[index] ?? 0) / 1e7).toBeCloseTo(track?.lat[row] ?? 0, 5)
    }
  })

  it('shows several units alone, with the ways they went, and all of them again', async () => {
    const { scene, trails, replay } = await opened(0)
    // Three are off duty, who are listed and not drawn.
    const all = rows('units').length - 3
    expect(scene().fleet.value.count).toBe(all)
    expect(trails(false)).toEqual([])
    for (const row of rows('units').slice(0, 2)) await userEvent.click(row.querySelector('input') as HTMLInputElement)
    expect(scene().fleet.value.count).toBe(2)
    expect(part('units')?.querySelector('h2')?.textContent).toContain(`2/${all}`)
    expect(new Set(trails(false).map(({ id }) => id.split('/')[0]))).toEqual(replay.chosen)
    await press('a')
    await nextTick()
    expect(scene().fleet.value.count).toBe(all)
  })

  it('draws the way that was gone up to the unit itself, the last quarter of an hour firmly', async () => {
    const { scene, trails, replay } = await opened(0)
    replay.followed = first.id
    replay.goTo(start + 40 * MINUTE + 3_000)
    await vi.waitFor(() => expect(trails(true)).toHaveLength(1))
    const place = scene().past.value.find(({ unit }) => unit.id === first.id)?.place
    await vi.waitFor(() => expect(trails(true)[0]?.line.at(-1)).toEqual([place?.lon, place?.lat]))
    const track = replay.tracks.get(first.id)
    // A quarter of an hour before, to the next row of the track.
    expect(trails(true)[0]?.line[0]?.[0]).toBeCloseTo(track?.lon[151] ?? 0, 5)
    expect(trails(false)).toHaveLength(1)
  })

  it('draws a gap as a gap: the unit stays where it was last heard of, ages, and no line leads over the town', async () => {
    const { scene, trails, replay } = await opened(0, { unit: 0, from: 120, to: 240 })
    replay.followed = first.id
    await nextTick()
    const [before, after, ...more] = trails(false)
    expect(more).toEqual([])
    const track = replay.tracks.get(first.id)
    expect(before?.line.at(-1)?.[0]).toBe(track?.lon[119])
    expect(after?.line[0]?.[0]).toBe(track?.lon[120])
    const at = (row: number) => {
      replay.goTo(start + row * STEP_MS)
      return scene().past.value.find(({ unit }) => unit.id === first.id)
    }
    expect(at(119)).toMatchObject({ state: 'available', place: { ageMs: 0 } })
    expect(at(170)?.place).toMatchObject({ lon: track?.lon[119], lat: track?.lat[119], ageMs: 510_000 })
    expect(at(200)?.state).toBe('lost')
    expect(at(240)).toMatchObject({ state: 'available', place: { ageMs: 0 } })
  })
})

describe('a span that begins before tracks are kept', () => {
  it('says so before anybody asks for it, and one that is too long is refused here', async () => {
    await openReplay(0)
    const [from] = document.querySelectorAll<HTMLInputElement>('.replay-ask__span input')
    const words = () => document.querySelector('.replay-ask')?.textContent
    expect(words()).not.toContain('更早的已按规定清除')
    await userEvent.fill(from as HTMLInputElement, '2026-08-01 08:00')
    await nextTick()
    expect(words()).toContain('轨迹保存 90 天')
    expect(words()).toContain('31 天以内')
  })
})
