import { pinyin } from 'pinyin-pro'
import { inDays, readUntil } from '../approval/until.rank.ts'
import type { Ground } from './ground.ts'
import { fold, formsOf, type Noun, type Nouns } from './nouns.engine.ts'

/* What a seat of a small district could name, for tests of the command line. */

export const spell = (chinese: string): string =>
  (['pinyin', 'first'] as const)
    .map((pattern) => pinyin(chinese, { pattern, toneType: 'none', type: 'array', nonZh: 'removed', v: true }).join(''))
    .join(' ')

const aCase = (no: number, zh: string, en: string, more = ''): Noun<'case'> => ({
  kind: 'case',
  id: `incident-${no}`,
  name: String(no).padStart(4, '0'),
  forms: [String(no).padStart(4, '0'), String(no), ...formsOf({ zh, en }, '', spell)],
  more: fold(more),
})
const named = <K extends 'squad' | 'unit' | 'area' | 'place' | 'list'>(
  kind: K,
  id: string,
  zh: string,
  en: string,
): Noun<K> =>
  ({ kind, id: `${kind}-${id}`, name: zh, forms: formsOf({ zh, en }, id, spell), more: '' }) as unknown as Noun<K>

const nouns: Nouns = {
  case: [
    aCase(312, '路面塌陷', 'Road collapse', '布政路 12 号'),
    aCase(298, '道路破损', 'Damaged road', '药行街'),
    aCase(7, '占道经营', 'Street trading', '布政路'),
  ],
  squad: [
    named('squad', 'gulin-2', '古林二队', 'Gulin 2'),
    named('squad', 'gulin-1', '古林一队', 'Gulin 1'),
    named('squad', 'gulou-1', '鼓楼一队', 'Gulou 1'),
    named('squad', 'shiqi-11', '石碶十一队', 'Shiqi 11'),
    named('squad', 'market-3', '市监三队', 'Market 3'),
  ],
  unit: [named('unit', 'gulin-1-foot', '古林一队步巡', 'Gulin 1 foot')],
  person: [
    {
      kind: 'person',
      id: 'officer-yao',
      name: '姚俊杰',
      forms: formsOf({ zh: '姚俊杰', en: '' }, 'yao', spell),
      more: '',
    },
  ],
  area: [named('area', 'gulin', '古林', 'Gulin'), named('area', 'gulou', '鼓楼', 'Gulou')],
  place: [named('place', '0', '古林集贸市场', 'Gulin Market'), named('place', '1', '派出所', 'Police station')],
  list: [named('list', 'pending', '待派', 'Pending')],
}

/** 14:09 of 24 November 2026 in the district; its work begins at eight. */
const rule = { now: Date.parse('2026-11-24T06:09:06Z'), utcOffsetMinutes: 480, periods: [{ from: 480, to: 720 }] }

export const aGround = (over: Partial<Ground> = {}): Ground => ({
  nouns,
  selected: 'incident-298',
  day: (word) => readUntil(word, rule),
  inDays: (days) => inDays(days, rule),
  ...over,
})
