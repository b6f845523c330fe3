import type { FallbackSheet } from '@lianqin/shared/evaluation/fallback'
import type { ReportedCase, ShiftReport } from '@lianqin/shared/evaluation/shift-report'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import FallbackPage from '../src/fallback/FallbackPage.vue'
import { locale } from '../src/kernel/i18n.ts'
import ShiftReportPage from '../src/report/ShiftReportPage.vue'
import { openPage, soon, useThatDay } from './evaluation.kit.ts'
import { anIncident, before, HOUR, MINUTE, NOW } from './fixtures.ts'

useThatDay()

const one = (selector: string) => document.querySelector<HTMLElement>(selector)
const text = (selector: string) => one(selector)?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''
const [MORNING, NOON] = [before(14 * HOUR), before(2 * HOUR)]

const aCase = (no: number, over: Partial<ReportedCase> = {}): ReportedCase => ({
  ...anIncident({ no, id: `incident-${no}`, address: 'Buzheng Rd 12' }),
  squadId: 'squad-gulin-1',
  ...over,
})
const report = (cases: number, over: Partial<ShiftReport> = {}): ShiftReport => {
  const all = Array.from({ length: cases }, (_, nth) =>
    aCase(nth + 1, { reportedAt: before(13 * HOUR - nth * MINUTE) }),
  )
  const ended = all.slice(0, -1).map((row) => ({ ...row, state: 'closed' as const, closedAt: before(3 * HOUR) }))
  const open = all.slice(-1).map((row) => ({ ...row, urgent: true, dueAt: before(5 * HOUR) }))
  return {
    ...{ at: NOW, from: MORNING, to: NOON, areaId: null },
    cameIn: { count: cases, cases: all },
    ended: { count: ended.length, cases: ended },
    open: { count: open.length, overdue: open.length, cases: open },
    alarms: { count: 0, alarms: [] },
    desks: [
      { id: 'shift-1', title: 'Chen Li', role: 'dispatcher', areaId: null, beganAt: before(15 * HOUR), endedAt: null },
    ],
    handovers: [],
    squads: [
      {
        ...{ squadId: 'squad-gulin-1', name: { zh: '古林一队', en: 'Gulin 1' }, areaId: 'area-gulin' },
        ...{ beganAt: before(12 * HOUR), endedAt: null },
        officers: [{ id: 'officer-1', name: 'Wang Qiang', beganAt: before(12 * HOUR), endedAt: null }],
      },
    ],
    ...over,
  }
}
const taken = (endedAt: string) => ({ state: 'taken', endedAt })

/** A server that has these on paper; two hand-overs have been taken. */
function serve(answers: Record<string, () => Response>, handovers = [taken(MORNING), taken(NOON)]) {
  const asked: URL[] = []
  globalThis.fetch = async (input) => {
    const url = new URL(String(input).replace('/api/v1', ''), location.origin)
    asked.push(url)
    if (url.pathname === '/shift') return Response.json({ shift: null, handovers, colleagues: [] })
    return (
      answers[url.pathname]?.() ?? Response.json({ code: 'server.failed', params: {}, requestId: 'r' }, { status: 500 })
    )
  }
  return asked
}
const axed = async () =>
  (await axe.run(document.body, { resultTypes: ['violations'] })).violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])

describe('the report of a shift', () => {
  it('is of the shift that is over, from hand-over to hand-over, and goes to paper by a key', async () => {
    const asked = serve({ '/evaluation/shift-report': () => Response.json(report(3)) })
    const print = vi.spyOn(window, 'print').mockImplementation(() => {})
    await openPage(ShiftReportPage, 'shift-lead')
    await soon(() => expect(text('.paper__sums')).toContain('本班上报3'))
    const query = asked.findLast(({ pathname }) => pathname === '/evaluation/shift-report')?.searchParams
    expect([query?.get('from'), query?.get('to')]).toEqual([MORNING, NOON])
    expect(text('[data-list="open"]')).toMatch(/0*3.*急 占道经营.*超时/)
    expect(text('.paper__squads')).toMatch(/古林一队 02:09–.*1 人·Wang Qiang/)
    expect(text('.paper')).toContain('合成数据')
    await userEvent.keyboard('p')
    expect(print).toHaveBeenCalledOnce()
    await userEvent.keyboard('{ArrowUp}')
    await soon(() => expect(asked.at(-1)?.searchParams.get('from')).toBe(NOON))
  })

  it('goes by hours where nothing was handed over, and a shift in which nothing happened says so', async () => {
    serve({ '/evaluation/shift-report': () => Response.json(report(0, { squads: [], desks: [] })) }, [])
    await openPage(ShiftReportPage, 'dispatcher')
    await soon(() => expect(text('.report__bar')).toContain('没有交接记录'))
    await soon(() => expect(text('[data-list="open"]')).toContain('无'))
  })

  it('says why it is refused', async () => {
    const refused = { code: 'evaluation.shift-wrong', params: { hours: 72 }, requestId: 'r-1' }
    serve({ '/evaluation/shift-report': () => Response.json(refused, { status: 422 }) })
    await openPage(ShiftReportPage, 'dispatcher')
    await soon(() => expect(text('[role="alert"]')).toContain('72'))
  })

  it.each(['zh-CN', 'en'] as const)('can be read by everybody (%s)', async (lang) => {
    locale.value = lang
    await page.viewport(1366, 768)
    serve({ '/evaluation/shift-report': () => Response.json(report(40)) })
    await openPage(ShiftReportPage, 'dispatcher')
    await soon(() => expect(one('.paper')).toBeTruthy())
    expect(await axed()).toEqual([])
    if (lang === 'en') expect(text('.report').replace('陈立', '')).not.toMatch(/\p{sc=Han}/u)
    expect(one('.report')?.scrollWidth).toBe(one('.report')?.clientWidth)
  })
})

describe('the fallback sheet where the browser keeps none', () => {
  const sheet: FallbackSheet = {
    ...{
      at: NOW,
      centre: { zh: '指挥中心', en: 'Command Centre' },
      reach: null,
      synthetic: true,
      utcOffsetMinutes: 480,
    },
    ...{ cases: [], more: 0, crews: [] },
  }

  it('stays on the page when the server is gone, says so, and is saved as a file by a button', async () => {
    const held = { isThere: true }
    serve({
      '/evaluation/fallback-sheet': () => {
        if (!held.isThere) throw new TypeError('Failed to fetch')
        return Response.json(sheet)
      },
    })
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: Date.parse(NOW) })
    await openPage(FallbackPage, 'dispatcher')
    await soon(() => expect(text('.sheet h1')).toContain('应急单'))
    expect(await axed()).toEqual([])
    held.isThere = false
    await vi.advanceTimersByTimeAsync(60_000)
    await soon(() => expect(text('.sheet-age')).toContain('服务器无应答'))
    expect(text('.sheet')).toContain('没有未结案卷')
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    one('.sheet nav button')?.click()
    expect((saved.mock.contexts[0] as HTMLAnchorElement).download).toBe('fallback-2026-11-24-06-09.html')
  })
})
