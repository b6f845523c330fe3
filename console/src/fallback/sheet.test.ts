import type { FallbackSheet } from '@lianqin/shared/evaluation/fallback'
import { describe, expect, it } from 'vitest'
import { fileName, sheetPage } from './page.engine.ts'
import { sheetWriter } from './sheet.engine.ts'

const AT = '2026-11-24T06:09:06.000Z'
const both = (zh: string, en: string) => ({ zh, en })
const sheet = (over: Partial<FallbackSheet> = {}): FallbackSheet => ({
  at: AT,
  centre: both('海曙区综合行政执法指挥中心', 'Haishu Enforcement Command Centre'),
  reach: null,
  synthetic: true,
  utcOffsetMinutes: 480,
  cases: [
    {
      ...{ no: 312, urgent: true, major: false, state: 'dispatched' },
      ...{ reportedAt: '2026-11-24T05:00:00.000Z', dueAt: '2026-11-24T06:00:00.000Z' },
      ...{ address: '布政路 12 号', description: '<script>alert("x")</script>', lon: 121.45, lat: 29.85 },
      matter: both('占道经营', 'Street trading'),
      area: both('古林镇', 'Gulin Town'),
      squads: [both('古林一队', 'Gulin 1')],
    },
  ],
  more: 0,
  crews: [
    {
      squad: both('古林一队', 'Gulin 1'),
      area: both('古林镇', 'Gulin Town'),
      officers: ['王强', '李敏'],
      units: [both('古林一队', 'Gulin 1')],
      cases: [312],
    },
  ],
  ...over,
})
const body = (ageMs: number, gone: boolean, over: Partial<FallbackSheet> = {}, lang: 'zh' | 'en' = 'zh') =>
  sheetWriter({ lang, now: Date.parse(AT) + ageMs, gone }).body(sheet(over))

describe('the fallback sheet', () => {
  it('names every open case with its squads and every crew with its people, in words and in local time', () => {
    const page = body(4_000, false)
    for (const told of ['>0312<', '占道经营', '古林镇 布政路 12 号', '11-24 13:00', '11-24 14:00', '超时', '王强 李敏'])
      expect(page).toContain(told)
    expect(page).toContain('合成数据')
  })

  it('takes nothing that was written into a report for markup', () => {
    const page = body(0, false)
    expect(page).not.toContain('<script>')
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)')
  })

  it('tells its age, and in bold when the server is dead or nobody has renewed it', () => {
    expect(body(12_000, false)).toContain('12 秒')
    expect(body(12_000, false)).not.toContain('data-old')
    expect(body(12_000, true)).toContain('服务器无应答')
    expect(body(12_000, true)).toContain('data-old')
    expect(body(5 * 60_000, false)).toContain('data-old')
    expect(body(3 * 3_600_000, true)).toContain('3 小时')
  })

  it('says in words that nothing is open and that there are more than it holds', () => {
    expect(body(0, false, { cases: [], crews: [] })).toContain('没有未结案卷。')
    expect(body(0, false, { cases: [], crews: [] })).toContain('没有队伍在岗。')
    expect(body(0, false, { more: 40 })).toContain('另有 40 件未列')
  })

  it('has no Chinese among its English words but what people are called and have written', () => {
    const english = body(0, true, {}, 'en').replaceAll(/布政路 12 号|王强|李敏/g, '')
    expect(english).not.toMatch(/\p{sc=Han}/u)
  })
})

describe('the sheet as a page', () => {
  const setting = { lang: 'en', now: Date.parse(AT), gone: false } as const

  it('asks for itself every minute and needs nothing but itself; saved as a file it asks for nothing', () => {
    const page = sheetPage(sheet(), setting, 'p{}')
    expect(page).toContain('http-equiv="refresh" content="60"')
    expect(page).not.toMatch(/<script|<link|<img/)
    const saved = sheetPage(sheet(), setting, 'p{}', true)
    expect(saved).not.toContain('refresh')
    expect(saved).not.toContain('href=')
    expect(saved).toContain('Saved as a file')
    expect(fileName(sheet())).toBe('fallback-2026-11-24-06-09.html')
  })

  it('says what to do where this browser keeps none', () => {
    expect(sheetPage(null, setting, '')).toContain('This browser keeps no sheet')
  })
})
