import { describe, expect, it } from 'vitest'
import { aGround } from './line.kit.ts'
import type { Fault, Meaning } from './meaning.ts'
import { read, verbOf } from './read.engine.ts'
import { grammar, sayingOf, verbs } from './verbs.ts'
import { stepWords, verbWords } from './vocabulary.text.ts'

const ground = aGround()
const GULIN_1 = 'squad-gulin-1'
const GULIN_2 = 'squad-gulin-2'
const selected = 'incident-298'

/** A line, and what it means besides nothing. */
type Row = [line: string, meaning: Partial<Omit<Meaning, 'thing'>> & Pick<Meaning, 'verb'> & { thing?: string }]

// biome-ignore format: a table is read down its columns
const table: Row[] = [
  // Chinese verbs, English verbs, short codes; arguments in any order; with and without spaces.
  ['派 古林二队 0312',             { verb: 'assign', caseId: 'incident-312', squadIds: [GULIN_2] }],
  ['派 0312 古林二队',             { verb: 'assign', caseId: 'incident-312', squadIds: [GULIN_2] }],
  ['派古林二队0312',               { verb: 'assign', caseId: 'incident-312', squadIds: [GULIN_2] }],
  ['派0312古林二队',               { verb: 'assign', caseId: 'incident-312', squadIds: [GULIN_2] }],
  ['派给 古林二队 0312',           { verb: 'assign', caseId: 'incident-312', squadIds: [GULIN_2] }],
  ['派　０３１２　古林２队',       { verb: 'assign', caseId: 'incident-312', squadIds: [GULIN_2] }],
  ['assign gulin 2 312',           { verb: 'assign', caseId: 'incident-312', squadIds: [GULIN_2] }],
  ['Assign 312 to Gulin 2',        { verb: 'assign', caseId: 'incident-312', squadIds: [GULIN_2] }],
  ['as gulin2 #312',               { verb: 'assign', caseId: 'incident-312', squadIds: [GULIN_2] }],
  ['as gulinyi 0312',                 { verb: 'assign', caseId: 'incident-312', squadIds: [GULIN_1] }],
  ['as gulin-1 No.312',            { verb: 'assign', caseId: 'incident-312', squadIds: [GULIN_1] }],
  ['as sq11d 312',                 { verb: 'assign', caseId: 'incident-312', squadIds: ['squad-shiqi-11'] }],
  ['AS SHIQI11 312',               { verb: 'assign', caseId: 'incident-312', squadIds: ['squad-shiqi-11'] }],
  ['assi shijian3 312',            { verb: 'assign', caseId: 'incident-312', squadIds: ['squad-market-3'] }],
  // Where no case is named, the selected one; several squads at once; the nth of the recommendation.
  ['派 古林二队',                  { verb: 'assign', caseId: selected, isNamed: false, squadIds: [GULIN_2] }],
  ['派 古林二队 本案',             { verb: 'assign', caseId: selected, squadIds: [GULIN_2] }],
  ['as gulin 1',                   { verb: 'assign', caseId: selected, isNamed: false, squadIds: [GULIN_1] }],
  ['派 古林二队、古林一队 0312',   { verb: 'assign', caseId: 'incident-312', squadIds: [GULIN_2, GULIN_1] }],
  ['as gulin 1, gulin 2 . ',       { verb: 'assign', caseId: selected, squadIds: [GULIN_1, GULIN_2] }],
  ['派 1',                         { verb: 'assign', caseId: selected, isNamed: false, ranks: [1] }],
  ['派 0007 2',                    { verb: 'assign', caseId: 'incident-7', ranks: [2] }],
  // The other verbs, with what goes with each.
  ['荐 0312',                      { verb: 'recommend', caseId: 'incident-312' }],
  ['re',                           { verb: 'recommend', caseId: selected, isNamed: false }],
  ['协同 0312 市监三队',           { verb: 'join', caseId: 'incident-312', squadIds: ['squad-market-3'] }],
  ['jo 312',                       { verb: 'join', caseId: 'incident-312' }],
  ['状态 古林二队 离岗',           { verb: 'status', thing: GULIN_2, step: 'sign-off' }],
  ['st on gl2d',                   { verb: 'status', thing: GULIN_2, step: 'sign-on' }],
  ['status gulin 2 arrived',       { verb: 'status', thing: GULIN_2, step: 'arrive' }],
  ['状态 0312',                    { verb: 'status', thing: 'incident-312', caseId: 'incident-312' }],
  ['st',                           { verb: 'status' }],
  ['挂起 0312 3天 等待材料',       { verb: 'hold', caseId: 'incident-312', until: '2026-11-27T00:00:00.000Z', text: '等待材料' }],
  ['hold 312 12-01 waits for rain', { verb: 'hold', caseId: 'incident-312', until: '2026-12-01T00:00:00.000Z', text: 'waits for rain' }],
  ['ho 12月1日 14:00 0312',        { verb: 'hold', caseId: 'incident-312', until: '2026-12-01T06:00:00.000Z' }],
  ['挂账 明天',                    { verb: 'hold', caseId: selected, isNamed: false, until: '2026-11-25T00:00:00.000Z' }],
  ['suspend 1 week 312',           { verb: 'hold', caseId: 'incident-312', until: '2026-12-01T00:00:00.000Z' }],
  ['备注 0312 已电话联系 2 号楼物业', { verb: 'note', caseId: 'incident-312', text: '已电话联系 2 号楼物业' }],
  ['no the owner comes at 14:00',  { verb: 'note', caseId: selected, isNamed: false, text: 'the owner comes at 14:00' }],
  ['备注 “0298 已处理” 0312',      { verb: 'note', caseId: 'incident-312', text: '0298 已处理' }],
  ['召回 古林二队 迟迟未出发',     { verb: 'recall', caseId: null, isNamed: false, squadIds: [GULIN_2], text: '迟迟未出发' }],
  ['rc 312 too slow to get going', { verb: 'recall', caseId: 'incident-312', text: 'too slow to get going' }],
  ['召回 “太慢” 0312',             { verb: 'recall', caseId: 'incident-312', text: '太慢' }],
  ['作废 0312 重复上报 见 0298 号', { verb: 'void', caseId: 'incident-312', text: '重复上报 见 0298 号' }],
  ['并入 0312 0298',               { verb: 'merge', caseId: 'incident-312', otherId: 'incident-298' }],
  ['me 312 into 298',              { verb: 'merge', caseId: 'incident-312', otherId: 'incident-298' }],
  ['并入 0312',                    { verb: 'merge', caseId: selected, otherId: 'incident-312' }],
  ['急件 0312',                    { verb: 'urgent', caseId: 'incident-312' }],
  ['urgent off 312',               { verb: 'urgent', caseId: 'incident-312', turn: 'off' }],
  ['督办 古林二队 请说明',         { verb: 'supervise', caseId: null, isNamed: false, squadIds: [GULIN_2], text: '请说明' }],
  ['上岗 古林二队',                { verb: 'onDuty', squadIds: [GULIN_2] }],
  ['新报',                         { verb: 'report' }],
  // Wherever something has a name, or coordinates with their datum.
  ['到 0312',                      { verb: 'go', thing: 'incident-312', caseId: 'incident-312' }],
  ['go gulin',                     { verb: 'go', thing: 'area-gulin' }],
  ['go gulin market',              { verb: 'go', thing: 'place-0' }],
  ['到 古林一队步巡',              { verb: 'go', thing: 'unit-gulin-1-foot' }],
  ['到 yjj',                       { verb: 'go', thing: 'officer-yao' }],
  ['到 待派',                      { verb: 'go', thing: 'list-pending' }],
  ['到 121.4705,29.8468 GCJ-02',   { verb: 'go', thing: 'spot gcj02 121.4705 29.8468' }],
  ['go wgs84 29.8468 121.4705',    { verb: 'go', thing: 'spot wgs84 121.4705 29.8468' }],
  ['到 古林集贸市场东侧约120米',   { verb: 'go', thing: '120 east of place-0' }],
  ['go 80 m north of Gulin Market', { verb: 'go', thing: '80 north of place-0' }],
  // An address that has no name is looked for, and so is what several bear.
  ['到 药行街88号',                { verb: 'search', text: '药行街88号' }],
  ['到 古林一',                    { verb: 'search', text: '古林一' }],
  // Without a verb a name is gone to, and anything else is looked for.
  ['0312',                         { verb: 'go', thing: 'incident-312', caseId: 'incident-312' }],
  ['派出所',                       { verb: 'go', thing: 'place-1' }],
  ['查 布政路 12',                 { verb: 'search', text: '布政路 12' }],
  ['布政路',                       { verb: 'search', text: '布政路' }],
]

function thingWords(found: Meaning['thing'] | undefined): string | undefined {
  if (found?.kind === 'spot') return `spot ${found.place.crs} ${found.place.lon} ${found.place.lat}`
  return found?.kind === 'beside' ? `${found.metres} ${found.side} of ${found.of.id}` : found?.id
}

describe('a line', () => {
  it.each(table)('%s', (line, { thing, ...meaning }) => {
    const reading = read(line, ground)
    expect(reading.fault).toBeNull()
    const isNamed = meaning.caseId !== undefined && meaning.caseId !== null
    expect(reading.meaning).toMatchObject({ isNamed, ...meaning })
    expect(thingWords(reading.meaning?.thing)).toBe(thing)
  })

  // biome-ignore format: a table is read down its columns
  it.each<[line: string, fault: Fault]>([
    ['',                      { code: 'empty' }],
    ['派',                    { code: 'missing', want: 'squads' }],
    ['派 0312',               { code: 'missing', want: 'squads' }],
    ['派 古林',               { code: 'word.ambiguous', word: '古林', names: ['古林二队', '古林一队'] }],
    ['as glyd 312',           { code: 'word.ambiguous', word: 'glyd', names: ['古林一队', '鼓楼一队'] }],
    ['as gl1 312',            { code: 'word.ambiguous', word: 'gl1', names: ['古林一队', '鼓楼一队'] }],
    ['as gulin 312',          { code: 'word.ambiguous', word: 'gulin', names: ['古林二队', '古林一队'] }],
    ['派 古林九队 0312',      { code: 'word.unknown', word: '古林九队' }],
    ['派 古林二队 0999',      { code: 'case.unknown', no: 999 }],
    ['派 古林二队 0312 0298', { code: 'too-many', word: '0298' }],
    ['上岗 古林二队 古林一队', { code: 'too-many', word: '古林一队' }],
    ['召回 0999 太慢',        { code: 'case.unknown', no: 999 }],
    ['到',                    { code: 'missing', want: 'thing' }],
    ['到 121.47,29.85',       { code: 'datum.missing' }],
    ['挂起 0312 2020-01-01',  { code: 'day.past' }],
    ['挂起 0312 2099-01-01',  { code: 'day.far' }],
    ['备注 0312',             { code: 'missing', want: 'text' }],
    ['查',                    { code: 'missing', want: 'text' }],
    ['0999',                  { code: 'case.unknown', no: 999 }],
    ['立案 0312 快',          { code: 'word.unknown', word: '快' }],
  ])('%s is at fault', (line, fault) => {
    expect(read(line, ground).fault).toEqual(fault)
    expect(read(line, ground).meaning).toBeNull()
  })

  it('says that a case is missing where none is selected and none is named', () => {
    const none = aGround({ selected: null })
    expect(read('派 古林二队', none).fault).toEqual({ code: 'missing', want: 'case' })
    expect(read('召回 太慢', none).fault).toEqual({ code: 'missing', want: 'case' })
    // The squad's own case is meant.
    expect(read('召回 古林二队 太慢', none).fault).toBeNull()
    expect(read('并入 0312', none).fault).toEqual({ code: 'missing', want: 'other' })
  })
})

describe('the grammar', () => {
  it('knows every verb by its Chinese word, its English word and its code', () => {
    for (const verb of verbs) {
      const { zh, en, code } = verbWords[verb]
      for (const word of [...zh, ...en, code]) expect([word, verbOf(word)]).toEqual([word, verb])
    }
  })

  it('gives no word and no code to two verbs', () => {
    const all = verbs.flatMap((verb) => [
      ...new Set([...verbWords[verb].zh, ...verbWords[verb].en, verbWords[verb].code]),
    ])
    expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([])
    const said = Object.values(stepWords).flatMap(({ zh, en }) => [...zh, ...en])
    expect(new Set(said).size).toBe(said.length)
  })

  it('has short codes of two letters', () => {
    expect(verbs.map((verb) => verbWords[verb].code).filter((code) => !/^[a-z]{2}$/.test(code))).toEqual([])
  })

  it('counts the squads wherever it takes any', () => {
    for (const verb of verbs) {
      const { needs, takes = [], most } = sayingOf(verb)
      expect([verb, [...needs, ...takes].includes('squads')]).toEqual([verb, most !== undefined])
    }
    expect(Object.keys(grammar)).toHaveLength(verbs.length)
  })
})
