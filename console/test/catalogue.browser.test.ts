import { type Catalogue, summarise } from '@lianqin/shared/catalogue'
import type { EnforcementItem } from '@lianqin/shared/item'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
import { openDesk, serve } from './desk.kit.ts'
import { matters } from './district.ts'
import { NOW } from './fixtures.ts'
import { aSnapshot } from './snapshot.ts'

const anItem = (code: string, zh: string, exercised: boolean): EnforcementItem => ({
  id: `item-${code.toLowerCase()}`,
  code,
  name: { zh, en: `Item ${code}` },
  line: 'L01',
  basis: '《某条例》第一条',
  departmentId: 'force-direct',
  delegatedTo: ['area-gulin'],
  track: 'fast',
  firstOffence: true,
  exercised,
  lists: [{ list: 'township', subjectId: 'force-gulin', areas: ['area-gulin'] }],
})
const versions = [2, 1].map((version) => ({ version, loadedAt: NOW }))
const aCatalogue = (version: number): Catalogue => ({
  version,
  loadedAt: NOW,
  name: { zh: `目录${version}`, en: `Catalogue ${version}` },
  lines: [
    { code: 'L01', name: { zh: '市容环卫', en: 'City appearance' } },
    { code: 'L02', name: { zh: '林业', en: 'Forestry' } },
  ],
  items: [anItem('S001', '擅自张贴', false), anItem('S002', '擅自摆摊', true), anItem('S003', '擅自伐树', false)],
  matters: matters.map((matter) => (matter.code === 'E0407' ? { ...matter, itemId: 'item-s002' } : matter)),
})

const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000 })
const rows = () => [...document.querySelectorAll('.found summary')].map((row) => row.textContent ?? '')
let close = () => {}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
  await page.viewport(1920, 1080)
  serve(({ path }) => {
    const version = Number(/version=(\d+)/.exec(path)?.[1] ?? 2)
    if (path.startsWith('/catalogue/summary')) return summarise(aCatalogue(version), versions)
    if (path.startsWith('/catalogue')) return aCatalogue(version)
    return undefined
  })
  close = await openDesk(aSnapshot(0))
  await userEvent.keyboard('{Shift>}M{/Shift}')
  await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
})
afterEach(() => {
  close()
  vi.useRealTimers()
  locale.value = 'zh-CN'
})

describe('the catalogue at the desk', () => {
  it('is opened by its key, has what is in use first, and finds by pinyin, in full or by initials', async () => {
    expect(rows()[0]).toContain('店外经营')
    for (const typed of ['zdjy', 'zhandaojy', 'e0406', '占道']) {
      await userEvent.keyboard(typed === 'zhandaojy' ? 'zhandaojingying' : typed)
      await soon(() => expect(rows()).toHaveLength(1))
      expect(rows()[0]).toContain('占道经营')
      await userEvent.clear(document.activeElement as HTMLElement)
    }
  })

  it('shows the conditions of a class with limit and clock, its owner and its item, by arrow and Enter', async () => {
    await userEvent.keyboard('井盖{ArrowDown}{Enter}')
    const facts = () => document.querySelector('.found__row[open]')?.textContent
    await soon(() => expect(facts()).toMatch(/缺失\s*紧急工时 2 h\s*破损\s*工时 4 h\s*沉陷\s*5 个工作日/))
    expect(facts()).toContain('直属')
    expect(facts()).toContain('不涉及处罚')
  })

  it('F08: exercised-item view — the share with its formula beside it, by line', async () => {
    await page.getByRole('tab', { name: '在用情况' }).click()
    await soon(() => expect(document.querySelector('.use')?.textContent).toContain('在用 1 项 ÷ 全部 3 项 = 33.3 %'))
    expect(document.querySelector('.use')?.textContent).toContain('1 / 2 条线在用')
  })

  it('shows an older version on request, and says that it is one', async () => {
    await page.getByLabelText('版本').selectOptions('1')
    await soon(() => expect(document.querySelector('.catalogue')?.textContent).toContain('这是旧版'))
    expect(document.querySelector('.catalogue__head b')?.textContent).toBe('目录1')
  })

  it.each(['zh-CN', 'en'] as const)('can be used by everybody: axe finds nothing serious (%s)', async (language) => {
    locale.value = language
    await page.getByRole('tab').nth(1).click()
    await soon(() => expect(rows()).toHaveLength(3))
    const dialog = document.querySelector<HTMLElement>('[role="dialog"]')
    const { violations } = await axe.run(dialog ?? document.body)
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
  })
})
