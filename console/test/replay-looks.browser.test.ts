import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { locale } from '../src/kernel/i18n.ts'
import { useReplay } from '../src/replay/replay.store.ts'
import { settled } from './desk.kit.ts'
import { units } from './district.ts'
import { HOUR, MINUTE } from './fixtures.ts'
import { begin, openReplay, pageOf, press, reports, rows, shot, start, streamOf, useThatDay } from './replay.kit.ts'

useThatDay()
const first = units[0] ?? { id: 'unit-none', name: { zh: '' } }

describe('the looks of the time machine', () => {
  it('over days says the day: at each tick that begins one, in the log, and aloud', async () => {
    const [report] = reports(1)
    const lines = ['2026-11-22T01:00:00.000Z', '2026-11-23T16:30:00.000Z'].map(
      (at, index) => ({ ...report, seq: index + 1, at }) as typeof report & object,
    )
    await openReplay(0, { log: () => pageOf(lines as never) })
    const [from] = document.querySelectorAll<HTMLInputElement>('.replay-ask input.field__box')
    await userEvent.fill(from as HTMLInputElement, '2026-11-22 08:00')
    await begin()
    await press('{End}')
    await nextTick()
    const ticks = [...document.querySelectorAll('.replay-time__tick')].map((one) => one.textContent?.trim())
    expect(ticks.filter((one) => one?.includes('11-'))).toEqual(['11-22 12:00', '11-23', '11-24'])
    expect(rows('log').map((row) => row.textContent?.slice(0, 8))).toEqual(
      ['11月24日 周二', '00:30:00', '11月22日 周日', '09:00:00'].map((one) => one.slice(0, 8)),
    )
    expect(document.querySelector('[role="slider"]')?.getAttribute('aria-valuetext')).toMatch(/11月24日 周二 14:/)
  })

  it.each(['zh-CN', 'en'] as const)('can be used by everybody: axe finds nothing serious (%s)', async (language) => {
    locale.value = language
    await openReplay(12)
    const faults = async () => {
      const { violations } = await axe.run(document.body, { resultTypes: ['violations'] })
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    }
    expect(await faults()).toEqual([])
    await begin()
    useReplay().goTo(start + HOUR / 2)
    await press('fx')
    await nextTick()
    expect(await faults()).toEqual([])
  })

  it.each([
    ['zh-CN', 'dark', 0],
    ['zh-CN', 'dark', 400],
    ['zh-CN', 'light', 400],
    ['en', 'dark', 400],
    ['en', 'light', 0],
  ] as const)(
    'in %s, %s, with %s cases has every word and no part outside of its page',
    async (language, theme, cases) => {
      locale.value = language
      document.documentElement.dataset.theme = theme
      await openReplay(cases, cases === 0 ? { tracks: () => streamOf([]) } : {})
      await shot(`ask-${language}-${theme}-${cases}`)
      await begin()
      useReplay().goTo(useReplay().from + 40 * MINUTE)
      if (cases > 0) useReplay().followed = first.id as never
      await settled(1_500)
      await shot(`replay-${language}-${theme}-${cases}`)
      expect(document.body.textContent).not.toMatch(/replay\/|replay-ask\/|undefined|\{\w+\}/)
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(1920)
      expect(document.documentElement.scrollHeight).toBeLessThanOrEqual(1080)
    },
  )
})
