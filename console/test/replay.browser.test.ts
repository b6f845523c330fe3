import { describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { locale } from '../src/kernel/i18n.ts'
import { clockTime } from '../src/kernel/time.ts'
import { useReplay } from '../src/replay/replay.store.ts'
import { settled } from './desk.kit.ts'
import { squads, units } from './district.ts'
import { MINUTE } from './fixtures.ts'
import { begin, openReplay, part, press, shot, useTimeMachine } from './replay.kit.ts'

useTimeMachine()

describe('the time machine', () => {
  it('asks why before it shows anything, and begins at the first moment', async () => {
    const { posted } = await openReplay({ cases: 12 })
    document.querySelector<HTMLButtonElement>('.replay-ask [type="submit"]')?.click()
    await nextTick()
    expect(posted).toEqual([])
    expect(document.body.textContent).toContain('请写明事由')
    await begin()
    expect(posted[0]).toMatchObject({
      purpose: 'replay',
      reason: '投诉：到场太慢',
      from: expect.stringContaining('T05:0'),
    })
    expect(document.querySelector('.replay-top')?.textContent).toContain('投诉：到场太慢')
    expect(useReplay().time).toBe(useReplay().from)
  })

  it('plays units, cases and log in step, by keys alone', async () => {
    await openReplay({ cases: 12 })
    await begin()
    const replay = useReplay()
    expect(part('cases')?.textContent).toContain('在办 0')
    await press('.')
    await nextTick()
    expect(replay.told).toBe(1)
    expect(part('cases')?.querySelectorAll('li')).toHaveLength(1)
    expect(part('log')?.querySelectorAll('li')).toHaveLength(1)
    expect(part('moment')?.textContent).toContain(clockTime(replay.times[0] ?? 0))
    await press(',')
    await nextTick()
    expect(replay.told).toBe(0)
    await press('{End}')
    await nextTick()
    expect(part('cases')?.querySelectorAll('li')).toHaveLength(12)
    await press('{Home}{ArrowRight}')
    expect(replay.time).toBe(replay.from + 10_000)
    await press('{Shift>}{ArrowRight}{/Shift}')
    expect(replay.time).toBe(replay.from + 70_000)
    await press('{ArrowUp}{ArrowUp}')
    await nextTick()
    expect(part('speed')?.textContent).toContain('300')
    await press(' ')
    await vi.waitFor(() => expect(replay.time).toBeGreaterThan(replay.from + 100_000))
    await press(' ')
    expect(replay.playing).toBe(false)
  })

  it('follows a unit, shows some alone, and is dragged along its time line', async () => {
    await openReplay({ cases: 3 })
    await begin()
    const replay = useReplay()
    const line = document.querySelector('.replay-time__line') as HTMLElement
    const box = line.getBoundingClientRect()
    const at = { bubbles: true, clientX: box.left + box.width / 2, clientY: box.top + 10, pointerId: 1 }
    line.setPointerCapture = () => {}
    line.dispatchEvent(new PointerEvent('pointerdown', at))
    await nextTick()
    expect(replay.time).toBeCloseTo((replay.from + replay.to) / 2, -4)
    const rows = part('units')?.querySelectorAll<HTMLElement>('li') ?? []
    // Whose squad was off duty is not drawn.
    expect(rows.length).toBe(9)
    await press('f')
    await nextTick()
    expect(replay.followed).toBe([...replay.tracks.keys()][0])
    await press('x')
    expect([...replay.chosen]).toEqual([replay.followed])
    await press('a')
    expect(replay.chosen.size).toBe(0)
  })

  it('goes back to the question, and from there to the desk, by Escape', async () => {
    const { router } = await openReplay({ cases: 3 })
    await begin()
    await press('{Escape}')
    await nextTick()
    expect(document.querySelector('.replay-ask')).toBeTruthy()
    ;(document.activeElement as HTMLElement | null)?.blur()
    await press('{Escape}')
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('desk'))
  })

  it.each([
    ['zh-CN', 0],
    ['zh-CN', 400],
    ['en', 400],
  ] as const)('in %s with %s cases has every word and no part outside of its page', async (language, cases) => {
    locale.value = language
    await openReplay({ cases })
    await shot(`replay-ask-${language}-${cases}`)
    await begin()
    useReplay().goTo(useReplay().from + 40 * MINUTE)
    useReplay().followed = units[3]?.id ?? null
    await settled(1_500)
    await shot(`replay-${language}-${cases}`)
    expect(document.body.textContent).not.toMatch(/replay\/|undefined|\{\w+\}/)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(1920)
    expect(squads.length).toBeGreaterThan(0)
  })
})
