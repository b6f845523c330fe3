import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalogue } from '@lianqin/shared/catalogue'
import { describe, expect, it } from 'vitest'
import { readDistrict } from '../jurisdiction/district-files.ts'
import { mergeCatalogue } from './catalogue.merge.ts'
import { readStandard } from './standard-files.ts'

const { file } = readDistrict(join(import.meta.dirname, '../../districts/haishu'))
if (!file) throw new Error('the demo district is not usable')
const { areas, forces } = file
const current: Catalogue = { version: 1, loadedAt: '2026-03-02T04:00:00.000Z', ...file.catalogue }

const DATA = join(import.meta.dirname, '../../../../shared/data/catalogue')
const CLASSES = 'kind,big_code,big_zh,big_id,sub_code,full_code,sub_zh,sub_id,city_extension,limits'

function put(path: string, owner: `force-${string}` | null = null) {
  const { parts, findings } = readStandard(path, current, owner)
  const merged = mergeCatalogue(parts, { areas, forces, name: current.name })
  return { body: merged.body, codes: [...findings, ...merged.findings].map(({ code }) => code) }
}

function written(lines: string[], owner: `force-${string}` | null = null) {
  const folder = mkdtempSync(join(tmpdir(), 'standard-'))
  const path = join(folder, 'table.csv')
  writeFileSync(path, `\uFEFF${lines.join('\n')}\n`)
  const read = put(path, owner)
  rmSync(folder, { recursive: true })
  return read
}

describe('a city’s published table of classes', () => {
  it('gives limits to the classes it names and leaves the others, whose a class is, and its words', () => {
    const { body, codes } = written([
      CLASSES,
      'event,04,街面秩序,street_order,06,E0406,占道经营,road_trading,no,1 urgent_hour / 2 urgent_hour / 3 urgent_day',
    ])
    expect(codes).toEqual([])
    const [was, is] = [current, body].map(({ matters }) => matters.find(({ code }) => code === 'E0406'))
    expect(is).toMatchObject({ id: was?.id, departmentId: was?.departmentId, itemId: was?.itemId, name: was?.name })
    expect(is?.conditions.map(({ limit }) => limit.amount)).toEqual([2, 1, 72])
    expect(is?.conditions[0]).toEqual(was?.conditions[0])
    expect(is?.conditions[2]).toMatchObject({ code: '72-urgent-hour' })
    expect(body.matters).toHaveLength(current.matters.length)
  })

  it('needs to be told whose a new class is, and takes names for its conditions', () => {
    const lines = [
      `${CLASSES},conditions`,
      'event,04,街面秩序,street_order,88,E0488,占道直播,street_streaming,yes,2 urgent_hour / 1 work_day,正在直播|Under way / 器材未撤',
    ]
    expect(written(lines).codes).toEqual(['matter.no-owner'])
    const { body, codes } = written(lines, 'force-city')
    expect(codes).toEqual([])
    expect(body.matters.find(({ code }) => code === 'E0488')).toMatchObject({
      id: 'matter-e0488',
      name: { zh: '占道直播', en: 'Street streaming' },
      group: { zh: '街面秩序', en: 'Street order' },
      conditions: [
        { name: { zh: '正在直播', en: 'Under way' }, limit: { clock: 'urgent_hour', amount: 2 } },
        { name: { zh: '器材未撤', en: '器材未撤' }, limit: { clock: 'work_day', amount: 1 } },
      ],
    })
  })

  it('is refused by row where a limit cannot be read, and whole where its columns are unknown', () => {
    expect(written([CLASSES, 'event,04,街面秩序,,06,E0406,占道经营,,no,2 fortnights']).codes).toEqual([
      'limit.unreadable',
    ])
    expect(written(['a,b', '1,2']).codes).toEqual(['file.unknown-form'])
    expect(written([CLASSES, 'thing,04,街面秩序,,06,E0406,占道经营,,no,2 work_hour']).codes).toEqual(['row.invalid'])
  })
})

describe('a published list of items', () => {
  const head = 'seed_id,field,matter,legal_basis,source,status'

  it('adds items, makes a field that is no line yet one, and keeps what is known of an item', () => {
    const { body, codes } = written(
      [head, 'S019,市容环卫,擅自占用公共场地,某条例,,', 'X1,气象,擅自从事气象探测,某办法,,'],
      'force-city',
    )
    expect(codes).toEqual([])
    expect(body.items.find(({ code }) => code === 'S019')).toMatchObject({
      id: 'item-s019',
      name: { zh: '擅自占用公共场地' },
      line: 'L01',
      exercised: true,
      lists: expect.arrayContaining([expect.objectContaining({ list: 'township' })]),
    })
    expect(body.items.find(({ code }) => code === 'X1')).toMatchObject({ line: 'L27', departmentId: 'force-city' })
    expect(body.lines).toHaveLength(27)
  })

  it('may say whose an item is, where it is delegated, and how it is handled', () => {
    const { body } = written([
      `${head},department,delegated_to,track,first_offence,exercised`,
      'X2,市容环卫,某事项,某条例,,,force-market,area-gulin area-shiqi,summary,true,true',
    ])
    expect(body.items.at(-1)).toMatchObject({
      departmentId: 'force-market',
      delegatedTo: ['area-gulin', 'area-shiqi'],
      track: 'summary',
      firstOffence: true,
      exercised: true,
    })
    expect(written([head, 'X3,市容环卫,某事项,某条例,,']).codes).toEqual(['item.no-owner'])
  })
})

describe('the tables a deployment brings', () => {
  const absent = existsSync(DATA) ? null : `SKIPPED: ${DATA} is absent, so the import of real tables was not tried`
  if (absent) process.stderr.write(`\n!!! ${absent}\n`)

  it.skipIf(absent)('are read whole: 190 classes and 48 items', () => {
    const classes = put(join(DATA, 'event_catalogue.csv'), 'force-city')
    expect(classes.codes).toEqual([])
    expect(classes.body.matters.length).toBeGreaterThanOrEqual(190)
    const items = put(join(DATA, 'enforcement_matters_seed.csv'), 'force-city')
    expect(items.codes).toEqual([])
    expect(items.body.items).toHaveLength(current.items.length)
  })
})
