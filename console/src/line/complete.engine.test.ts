import { describe, expect, it } from 'vitest'
import { complete, completed, type Manner } from './complete.engine.ts'
import { aGround, spell } from './line.kit.ts'

const usual = (verb: string) => (verb === 'recall' ? ['迟迟未出发', '改由其他队伍处理'] : [])
const manner: Manner = { tongue: 'zh', usual, most: 6, sound: spell }
const ground = aGround()

/** What is proposed where the bar stands, and the line with the first of it taken. */
function at(marked: string, how: Partial<Manner> = {}, on = ground) {
  const caret = marked.indexOf('|')
  const line = marked.replace('|', '')
  const found = complete(line, caret, on, { ...manner, ...how })
  const [first] = found.options
  const taken = first && completed(line, found, first)
  return {
    options: found.options.map(({ insert }) => insert),
    taken: taken && `${taken.line.slice(0, taken.caret)}|${taken.line.slice(taken.caret)}`,
  }
}

describe('completion', () => {
  // biome-ignore format: a table is read down its columns
  it.each<[marked: string, taken: string | undefined]>([
    // Verbs, in either language, by code and by sound.
    ['a|',                   '派 |'],
    ['pai|',                 '派 |'],
    ['rec|',                 '荐 |'],
    ['rc|',                  '召回 |'],
    ['强|',                  '强制结案 |'],
    // Squads by character, sound in full, initials, digits, English name.
    ['派 古林|',             '派 古林二队 |'],
    ['派 gul|',              '派 古林二队 |'],
    ['派 gulou|',            '派 鼓楼一队 |'],
    ['派 gly|',              '派 古林一队 |'],
    ['派 gl2|',              '派 古林二队 |'],
    ['派 十一|',             '派 石碶十一队 |'],
    ['派 sq|',               '派 石碶十一队 |'],
    ['派古林|',              '派 古林二队 |'],
    ['as gulin 1|',          'as 古林一队 |'],
    ['派 古林| 0312',        '派 古林二队 |0312'],
    ['派 0312 gl2|',         '派 0312 古林二队 |'],
    // Cases by their number, matter, its sound, or their address; what is written is the number.
    ['立案 03|',             '立案 0312 |'],
    ['立案 塌陷|',           '立案 0312 |'],
    ['立案 lmtx|',           '立案 0312 |'],
    ['立案 药行|',           '立案 0298 |'],
    // What a squad is doing, and the usual words of a remark.
    ['状态 古林二队 到|',    '状态 古林二队 到场 |'],
    ['召回 0312 迟|',        '召回 0312 迟迟未出发 |'],
    // Places, townships, people and units.
    ['到 jimao|',            '到 古林集贸市场 |'],
    ['到 yj|',               '到 姚俊杰 |'],
    ['查 步巡|',             '查 古林一队步巡 |'],
    ['查 布政路 塌陷|',      '查 0312 |'],
    ['集贸|',                '古林集贸市场 |'],
    ['派 2|',                undefined],
    ['派 没有这队|',         undefined],
  ])('%s', (marked, taken) => expect(at(marked).taken).toBe(taken))

  it('proposes the verbs on an empty line, and names in the order of the ground after a verb', () => {
    expect(at('|').options.slice(0, 3)).toEqual(['派', '荐', '协同'])
    expect(at('|', { tongue: 'en' }).options.slice(0, 3)).toEqual(['assign', 'recommend', 'join'])
    expect(at('派 |').options.slice(0, 3)).toEqual(['古林二队', '古林一队', '鼓楼一队'])
    expect(at('派 古林二队 |').options).toContain('0312')
  })

  it('asks for a case first where none is selected', () => {
    const none = aGround({ selected: null })
    expect(at('派 |', {}, none).options[0]).toBe('0312')
    expect(at('派 0312 |', {}, none).options[0]).toBe('古林二队')
  })

  it('does not propose what has been said already', () => {
    expect(at('立案 0312 |').options).toEqual([])
    expect(at('上岗 古林二队 |').options).toEqual([])
    expect(at('召回 0312 太慢 |').options).toEqual(['古林二队', '古林一队', '鼓楼一队', '石碶十一队', '市监三队'])
  })
})
