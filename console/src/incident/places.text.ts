import type { ForceRef } from '@lianqin/shared/plan'
import { words } from '../kernel/i18n.ts'
import { useSquads } from '../squad/squad.store.ts'

/** The words of the places in a case: whom a run card calls, and who has come of it. */
export const placesText = words('places', {
  'zh-CN': {
    name: '出动力量',
    count: '已接 {filled}/{n}',
    level: '警级 {n}',
    empty: '空缺',
    alternate: '备选{forces}',
    crew: '至少 {n} 人',
    'at-once': '同时派 {n} 队',
    'by-authority': '有权队伍',
    'by-township': '属地',
    'by-direct': '直属',
    next: '选下一处力量',
    choose: '选{place}',
    without: '不再需要',
    broadcast: '同时派 {n} 队，先接先得',
  },
  en: {
    name: 'Forces called',
    count: '{filled}/{n} accepted',
    level: 'alarm level {n}',
    empty: 'vacant',
    alternate: 'or {forces}',
    crew: 'crew of {n} at least',
    'at-once': '{n} asked at once',
    'by-authority': 'whoever has authority',
    'by-township': 'the township',
    'by-direct': 'direct force',
    next: 'Choose the next place',
    choose: 'Choose {place}',
    without: 'No longer needed',
    broadcast: 'Offered to {n} at once: the first to accept has it',
  },
})

/** Whom a place may be filled from, in a word. */
export const forceWords = (force: ForceRef): string =>
  force === 'authority' || force === 'township' || force === 'direct'
    ? placesText(`by-${force}`)
    : useSquads().forceName(force)
