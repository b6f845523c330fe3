import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CatalogueBody, summarise } from '@lianqin/shared/catalogue'
import { defaultCondition } from '@lianqin/shared/matter'
import { Check } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { readDistrict } from '../jurisdiction/district-files.ts'
import { mergeCatalogue } from './catalogue.merge.ts'
import { readCatalogue } from './catalogue-files.ts'
import { changes } from './catalogue-parts.merge.ts'

const DEMO = join(import.meta.dirname, '../../districts/haishu')
const { file } = readDistrict(DEMO)
if (!file) throw new Error('the demo district is not usable')
const { catalogue, areas, forces } = file
const bodies = { areas, forces, name: catalogue.name }

type Row = Record<string, unknown>
const rows = (name: string) => JSON.parse(readFileSync(join(DEMO, `${name}.json`), 'utf8')) as Row[]

/** What is said of the demo's catalogue when one of its tables is written anew. */
function said(table: string, change: (rows: Row[]) => Row[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
  for (const name of ['matters', 'lines', 'items', 'lists'])
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(name === table ? change(rows(name)) : rows(name)))
  const { parts, findings } = readCatalogue(folder)
  rmSync(folder, { recursive: true })
  return [...findings, ...mergeCatalogue(parts, bodies).findings].map(
    ({ severity, code, subject, text }) => `${severity} ${code} ${subject}: ${text}`,
  )
}
const changed = (table: string, code: string, change: Row) =>
  said(table, (all) => all.map((row) => (row.code === code ? { ...row, ...change } : row)))

describe('the catalogue of the demo district', () => {
  it('has 26 lines, the classes of both kinds with their several conditions, and items of both authorities', () => {
    expect(Check(CatalogueBody, catalogue)).toBe(true)
    expect(catalogue.lines).toHaveLength(26)
    expect(new Set(catalogue.matters.map(({ kind }) => kind))).toEqual(new Set(['component', 'event']))
    const manhole = catalogue.matters.find(({ code }) => code === 'C0102')
    expect(manhole?.conditions.map(({ limit }) => `${limit.amount} ${limit.clock}`)).toEqual([
      '2 urgent_hour',
      '4 work_hour',
      '2 work_day',
      '5 work_day',
    ])
    const building = catalogue.matters.find(({ code }) => code === 'E0101')
    expect(building && defaultCondition(building).limit).toEqual({ clock: 'urgent_hour', amount: 48 })
    expect(catalogue.items.some(({ delegatedTo }) => delegatedTo.length === 5)).toBe(true)
    expect(catalogue.items.some(({ delegatedTo }) => delegatedTo.length === 0)).toBe(true)
  })

  it('names conditions, items and lines in both languages without mixing them', () => {
    const conditions = catalogue.matters.flatMap((matter) => [...matter.conditions, ...matter.closing])
    for (const { name } of [...conditions, ...catalogue.items, ...catalogue.lines]) {
      expect(name.zh).not.toMatch(/[A-Za-z]/)
      expect(name.en).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it('is counted: lines, items, and the share of those that are in use', () => {
    const held = { version: 3, loadedAt: '2026-03-02T04:00:00.000Z', ...catalogue }
    const summary = summarise(held, [])
    expect(summary).toMatchObject({ version: 3, lines: 26, items: catalogue.items.length })
    expect(summary.byLine.reduce((sum, { items }) => sum + items, 0)).toBe(summary.items)
    expect(summary.byLine.filter(({ exercised }) => exercised > 0)).toHaveLength(summary.exercisedLines)
    expect(summarise({ ...held, items: [] }, []).sharePercent).toBe(0)
  })
})

describe('an item that two subjects claim', () => {
  it('F09: township list, specialised list, boundary list — an item claimed by two subjects is reported as a conflict', () => {
    const entry = (list: string, subjectId: string, places: string[]) =>
      said('lists', (all) => [...all, { list, item: 'S019', subjectId, areas: places }])
    const [conflict, ...more] = entry('specialised', 'force-market', ['area-gulin', 'area-gaoqiao'])
    expect(conflict).toBe(
      'error item.two-subjects items.json row 19 擅自在街道两侧和公共场地堆物搭建摆卖 S019: is claimed by 高桥镇综合行政执法队 (delegation) and by 市场监督管理执法队 (specialised list) in 高桥镇',
    )
    expect(more.join()).toContain('in 古林镇')
    expect(entry('township', 'force-hengjie', ['area-hengjie']).join()).toMatch(
      /综合行政执法局执法大队 \(owner\) and by 横街镇综合行政执法队 \(township list\) in 横街镇/,
    )
    expect(entry('specialised', 'force-city', ['area-hengjie'])).toEqual([])
  })

  it('is no conflict where the boundary list gives it to the one that holds it', () => {
    const claimed = { list: 'specialised', item: 'S037', subjectId: 'force-ecology', areas: ['area-gulin'] }
    expect(said('lists', (all) => [...all, claimed])).toEqual([])
    const given = { ...claimed, list: 'boundary' }
    expect(said('lists', (all) => [...all, given]).join()).toContain('boundary list')
  })

  it('is told of two departments that both hand it in, with the rows of both', () => {
    const twice = said('items', (all) => [...all, { ...all[18], departmentId: 'force-market', delegatedTo: [] }])
    expect(twice.join()).toMatch(
      /item\.two-subjects .*综合行政执法局执法大队 \(items\.json row 19\) and by 市场监督管理执法队/,
    )
    expect(said('items', (all) => [...all, { ...all[18] }]).join()).toContain('item.double-code')
  })
})

describe('a catalogue that contradicts itself', () => {
  it.each([
    ['matter.other-department', 'matters', 'E0406', { departmentId: 'force-market' }],
    ['matter.unknown-item', 'matters', 'E0406', { itemId: 'item-none' }],
    ['matter.not-delegated', 'matters', 'C0401', { delegatedTo: ['area-gulin'] }],
    ['matter.unknown-area', 'matters', 'E0406', { delegatedTo: ['area-atlantis'] }],
    ['item.unknown-line', 'items', 'S001', { line: 'L99' }],
    ['item.unknown-department', 'items', 'S001', { departmentId: 'force-fish' }],
    ['item.unknown-area', 'items', 'S001', { delegatedTo: ['area-atlantis'] }],
    ['row.invalid', 'items', 'S001', { track: 'slow' }],
    ['row.invalid', 'matters', 'E0406', { conditions: [] }],
    ['line.double', 'lines', 'L02', { code: 'L01' }],
    ['matter.double-code', 'matters', 'E0405', { code: 'E0406' }],
  ])('is refused with %s when %s %s has %j', (finding, table, code, change) => {
    expect(changed(table, code, change).join('\n')).toContain(`error ${finding} `)
  })

  it('is refused when a class has two conditions of one code, and names file and row', () => {
    const index = rows('matters').findIndex(({ code }) => code === 'E0101')
    const [first] = (rows('matters')[index]?.conditions ?? []) as Row[]
    const [finding] = changed('matters', 'E0101', { conditions: [first, first] })
    expect(finding).toContain(`condition.double matters.json row ${index + 1} 私搭乱建 E0101`)
  })

  it('is refused when a list names an item, a force or an area that is not there', () => {
    const entry = (change: Row) =>
      said('lists', (all) => [
        ...all,
        { list: 'boundary', item: 'S019', subjectId: 'force-city', areas: [], ...change },
      ]).join()
    expect(entry({ item: 'S999' })).toContain('list.unknown-item lists.json row')
    expect(entry({ subjectId: 'force-fish' })).toContain('list.unknown-subject')
    expect(entry({ areas: ['area-atlantis'] })).toContain('list.unknown-area')
  })
})

it('says what a new version changes', () => {
  const [first, ...rest] = catalogue.matters
  const after = { ...catalogue, matters: rest.map((row) => (row.code === 'E0406' ? { ...row, itemId: null } : row)) }
  expect(first && changes(catalogue, after)).toEqual({
    items: { added: 0, changed: 0, retired: 0 },
    matters: { added: 0, changed: 1, retired: 1 },
  })
})
