import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { useEvaluation } from '../src/evaluation/evaluation.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { notices } from '../src/kernel/notices.ts'
import { novemberFrom, openEvaluation, soon, useThatDay } from './evaluation.kit.ts'

useThatDay()

const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]
const one = (selector: string) => document.querySelector<HTMLElement>(selector)
const text = (selector: string) => one(selector)?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''
const press = (keys: string) => userEvent.keyboard(keys)
const chosen = () => one('.ledger [aria-selected="true"]')?.dataset.indicator
const focused = () => document.activeElement as HTMLElement | null
const listed = () => soon(() => expect(one('[data-part="count"]')).toBeTruthy())
const closed = () => soon(() => expect(one('[data-part="count"]')).toBeNull())
const last = (asked: readonly URL[], path: string) => asked.filter(({ pathname }) => pathname === path).at(-1)

describe('the evaluation', () => {
  it('opens on this month: the score, every indicator with its formula, when it was read, and how it stood before', async () => {
    const { server } = await openEvaluation()
    expect(server.asked[0]?.searchParams.get('from')).toBe(novemberFrom)
    expect(text('.evaluation-top__period')).toContain('2026年11月')
    expect(text('.ledger__score')).toContain('90.0')
    expect(text('.ledger__read')).toContain('14:09 统计')
    expect(text('.ledger__read')).toContain('未结束')
    expect(all('.ledger [role="option"]')).toHaveLength(17)
    expect(text('[data-indicator="inTimeDisposeRate"]')).toMatch(/按期处置率.*按期处置 ÷ 应处置.*90\.0 %/)
    await soon(() => expect(text('[data-before="year"]')).toContain('持平'))
    expect(text('.indicator__formula')).toContain('= 按期处置 108')
  })

  it('walks the indicators by key, and what it shows follows', async () => {
    await openEvaluation()
    expect(chosen()).toBe('inTimeDisposeRate')
    await press('j')
    expect(chosen()).toBe('overdueOpenRate')
    await nextTick()
    expect(text('.indicator__value')).toMatch(/超期未处置率.*越低越好.*5\.0 %/)
    await press('{ArrowUp}{ArrowUp}')
    expect(chosen()).toBe('disposeRate')
  })

  it('goes to the period before, to now, and from month to quarter, and asks once for each', async () => {
    const { server } = await openEvaluation()
    await press('[[')
    await soon(() => expect(text('.evaluation-top__period')).toContain('2026年10月'))
    await soon(() => expect(text('.ledger__read')).not.toContain('未结束'))
    await press('4')
    await soon(() => expect(text('.evaluation-top__period')).toContain('第 4 季度'))
    await press('{Home}1')
    await soon(() => expect(text('.evaluation-top__period')).toContain('11月24日'))
    await soon(() => expect(last(server.asked, '/evaluation')?.searchParams.get('to')).toBeTruthy())
  })

  it('draws the indicator through time and says every piece of it aloud, with the pieces in which nothing was due', async () => {
    await openEvaluation()
    const pieces = all('.trend .aloud li').map((piece) => piece.textContent?.trim())
    expect(pieces).toHaveLength(24)
    expect(pieces[0]).toBe('11-01：80.0 %，4 ÷ 5')
    expect(pieces[5]).toContain('无应办')
    expect(text('.trend figcaption')).toContain('断开处当期无应办')
    expect(text('.trend figcaption')).toContain('柱：应处置件数')
    expect(one('.trend__line')?.getAttribute('d')?.match(/M/g)).toHaveLength(2)
  })

  it('says of each stretch how long it took against its standard, by shape and word', async () => {
    const { server } = await openEvaluation()
    const arrive = text('[data-leg="arrive"]')
    expect(arrive).toMatch(/P50 20:00\s*P90 55:00/)
    expect(arrive).toContain('标准 25:00')
    expect(arrive).toContain('P90 超标准')
    expect(one('[data-leg="arrive"] svg')).toBeTruthy()
    expect(text('[data-leg="close"]')).toContain('标准 24 h')
    expect(text('[data-leg="close"]')).not.toContain('P90 超标准')
    one('[data-list="beyond-arrive"]')?.click()
    await listed()
    expect(text('.cases h2')).toContain('出发→到场 超标准12 件')
    expect(last(server.asked, '/evaluation/cases')?.searchParams.get('list')).toBe('beyond-arrive')
    expect(text('.cases header')).toContain('用时长者在前')
  })
})

describe('the cases behind a number', () => {
  it('are as many as it says, a page at a time, each with its way; the focus goes in and comes back', async () => {
    const { server, router } = await openEvaluation()
    const number = one('[data-set="disposedInTime"]')
    number?.focus()
    await userEvent.click(number as HTMLElement)
    await listed()
    expect(text('[data-part="count"]')).toBe('108 件')
    await soon(() => expect(focused()?.dataset.walk).toBe('cases'))
    expect(all('[data-walk="cases"]')).toHaveLength(20)
    expect(last(server.asked, '/evaluation/cases')?.searchParams.get('at')).toBe(server.at)
    await userEvent.click(one('.cases__more button') as HTMLElement)
    await soon(() => expect(all('[data-walk="cases"]')).toHaveLength(40))
    all('[data-walk="cases"]')[0]?.focus()
    await press('j')
    expect(focused()).toBe(all('[data-walk="cases"]')[1])
    await press('{Enter}')
    expect(text('.way')).toMatch(/上报.*立案.*\+1:00.*派遣/)
    await userEvent.click(one('.way .button') as HTMLElement)
    await soon(() => expect(router.currentRoute.value.query.case).toBe('incident-1001'))
  })

  it('are asked for by Enter and Shift+Enter, and put away by Escape, which leaves for the desk only then', async () => {
    const { router } = await openEvaluation()
    const number = one('[data-set="disposedInTime"]')
    number?.focus()
    number?.blur()
    await press('{Enter}')
    await listed()
    expect(text('.cases h2')).toContain('按期处置108 件')
    await press('{Escape}')
    await closed()
    await press('{Shift>}{Enter}{/Shift}')
    await listed()
    expect(text('.cases h2')).toContain('应处置120 件')
    await press('{Escape}')
    await closed()
    expect(router.currentRoute.value.name).toBe('evaluation')
    await press('{Escape}')
    await soon(() => expect(router.currentRoute.value.name).toBe('desk'))
  })

  it('that moved on meanwhile are shown as they are, and every figure is read again with them', async () => {
    const { server } = await openEvaluation()
    server.at = '2026-11-24T06:24:06.000Z'
    server.n = 130
    one('[data-set="disposeDue"]')?.click()
    await listed()
    await soon(() => expect(text('[data-set="disposeDue"]')).toBe('130'))
    expect(text('[data-part="count"]')).toBe('130 件')
    expect(useEvaluation().figures?.at).toBe(server.at)
    expect(text('.ledger__read')).toContain('案卷有变动，已按最新重新统计')
    expect(last(server.asked, '/evaluation/cases')?.searchParams.get('list')).toBe('disposeDue')
  })
})

describe('the rows of an axis', () => {
  it('are told apart by squad, township, class, officer and source, the worst first', async () => {
    const { server } = await openEvaluation()
    for (const [key, axis, title] of [
      ['a', 'area', '按镇街分列'],
      ['m', 'matter', '按事项分列'],
      ['p', 'officer', '按人员分列'],
      ['o', 'source', '按来源分列'],
      ['s', 'squad', '按中队分列'],
    ] as const) {
      await press(key)
      await soon(() => expect(text('#breakdown-title')).toBe(title))
      expect(server.asked.some(({ searchParams }) => searchParams.get('by') === axis)).toBe(true)
    }
    const values = all('.breakdown tbody td b').map((value) => Number.parseFloat(value.textContent ?? ''))
    // Those without a squad stand last, whatever they have.
    expect(values.slice(0, -1)).toEqual(values.slice(0, -1).toSorted((a, b) => a - b))
    expect(text('.breakdown tbody tr:last-child th')).toBe('无队伍接单')
    await press('r')
    await soon(() => expect(text('.breakdown__order')).toContain('件数多者在前'))
  })

  it('open the cases of the row that has the focus, and narrow the page to it and back', async () => {
    const { server } = await openEvaluation()
    const rows = all('[data-walk="rows"]')
    rows[0]?.focus()
    await press('j')
    expect(focused()).toBe(rows[1])
    await press('{Enter}')
    await listed()
    expect(last(server.asked, '/evaluation/cases')?.searchParams.get('squad')).toBe(rows[1]?.dataset.key)
    await press('{Escape}')
    await soon(() => expect(focused()).toBe(rows[1]))
    await press('n')
    await soon(() => expect(text('.evaluation-top__only')).toContain('只看'))
    await soon(() => expect(last(server.asked, '/evaluation')?.searchParams.get('squad')).toBe(rows[1]?.dataset.key))
    await press('{Escape}')
    await soon(() => expect(one('.evaluation-top__only')).toBeNull())
  })
})

describe('what is taken away', () => {
  it('goes as workbook or CSV in the language of the screen, of the very reading that is shown', async () => {
    const { server } = await openEvaluation()
    await press('x')
    await soon(() => expect(last(server.asked, '/evaluation/export')?.searchParams.get('format')).toBe('xlsx'))
    const query = last(server.asked, '/evaluation/export')?.searchParams
    expect([query?.get('lang'), query?.get('at')]).toEqual(['zh', server.at])
    await press('{Enter}')
    await listed()
    await press('{Shift>}c{/Shift}')
    await soon(() => expect(last(server.asked, '/evaluation/cases/export')?.searchParams.get('format')).toBe('csv'))
    expect(last(server.asked, '/evaluation/cases/export')?.searchParams.get('list')).toBe('disposedInTime')
  })

  it('is told why not when it is refused', async () => {
    const { server } = await openEvaluation()
    server.refuse = Response.json({ code: 'server.busy', params: {}, requestId: 'r-1' }, { status: 429 })
    await press('x')
    await soon(() => expect(notices.value).toHaveLength(1))
  })
})

describe('where there is nothing to show', () => {
  it('a period without cases says so, and has no score', async () => {
    await openEvaluation(0)
    expect(text('.evaluation__empty')).toContain('此期没有案卷')
    expect(text('.ledger__score')).toContain('不评分')
    expect(text('[data-indicator="disposeRate"]')).toContain('无应办')
    expect(one('.trend')).toBeNull()
  })

  it('a refusal is said in words, and asked again by a button', async () => {
    const { server } = await openEvaluation()
    server.refuse = Response.json({ code: 'session.forbidden', params: {}, requestId: 'r-1' }, { status: 403 })
    await press('e')
    await soon(() => expect(text('[role="alert"]')).toContain('统计未成'))
    server.refuse = null
    one('[role="alert"] button')?.click()
    await soon(() => expect(one('.ledger')).toBeTruthy())
  })
})

describe('rights', () => {
  it('a township’s seat is told that the figures are its own', async () => {
    await openEvaluation(20, 'dispatcher', { kind: 'area', areaId: 'area-gulin' })
    expect(text('.evaluation-top__reach')).toBe('古林镇')
  })

  it('a wall shows no officers and takes nothing away', async () => {
    const { server } = await openEvaluation(20, 'viewer')
    expect(text('.breakdown__axes')).not.toContain('人员')
    expect(text('.evaluation-top')).not.toContain('XLSX')
    await press('px')
    await nextTick()
    expect(useEvaluation().by).toBe('squad')
    expect(server.asked.every(({ pathname }) => !pathname.endsWith('/export'))).toBe(true)
  })
})

describe.each(['zh-CN', 'en'] as const)('everybody can read it (%s)', (lang) => {
  it.each([
    [1366, 768, 'dark'],
    [1366, 768, 'light'],
    [1920, 1080, 'dark'],
    [1920, 1080, 'light'],
  ] as const)(
    'at %i×%i, %s: nothing is cut off or in the other language, and axe finds nothing serious',
    async (width, height, theme) => {
      locale.value = lang
      document.documentElement.dataset.theme = theme
      await page.viewport(width, height)
      await openEvaluation()
      await press('{Enter}')
      await listed()
      const { violations } = await axe.run(document.body, { resultTypes: ['violations'] })
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])).toEqual([])
      for (const part of ['.evaluation-top', '.ledger', '.evaluation__middle', '.evaluation__side'])
        expect([part, one(part)?.scrollWidth]).toEqual([part, one(part)?.clientWidth])
      if (lang === 'en') expect(text('.evaluation')).not.toMatch(/\p{sc=Han}/u)
      // Narrowed to one row the bar still has room for all of its tools, and whose figures these are.
      one('[data-walk="rows"]')?.focus()
      await press('n')
      await soon(() => expect(one('.evaluation-top__only')).toBeTruthy())
      expect(one('.evaluation-top')?.scrollWidth).toBe(one('.evaluation-top')?.clientWidth)
      expect(one('.evaluation-top__reach')?.checkVisibility()).toBe(true)
    },
  )
})
