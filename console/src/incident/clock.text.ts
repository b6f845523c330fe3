import type { Clock } from '@lianqin/shared/calendar'
import { words } from '../kernel/i18n.ts'
import { remainingIn } from '../kernel/time.ts'
import type { ClockState, ClockTone } from './case-clock.rank.ts'

type Key =
  | `tone.${ClockTone}`
  | `clock.${Clock}`
  | `short.${Clock}`
  | 'stands'
  | 'stopped-until'
  | 'stopped-short'
  | 'extended'

/** The words of a case's clock: which of the four it is, and how the case stands with it. */
export const clockText = words<Key>('clock', {
  'zh-CN': {
    'tone.calm': '正常',
    'tone.watch': '过半',
    'tone.due': '临期',
    'tone.over': '超时',
    'tone.stopped': '停表',
    'tone.closed': '结案',
    'clock.urgent_hour': '紧急工时',
    'clock.work_hour': '工时',
    'clock.work_day': '工作日',
    'clock.natural_day': '自然日',
    'short.urgent_hour': '紧急',
    'short.work_hour': '工时',
    'short.work_day': '工日',
    'short.natural_day': '自然',
    stands: '非工作时间',
    'stopped-until': '停表，至 {time}',
    'stopped-short': '停至 {day}',
    extended: '已延期 {n} 次',
  },
  en: {
    'tone.calm': 'On time',
    'tone.watch': 'Half gone',
    'tone.due': 'Due soon',
    'tone.over': 'Overdue',
    'tone.stopped': 'Clock stopped',
    'tone.closed': 'Closed',
    'clock.urgent_hour': 'Urgent hours',
    'clock.work_hour': 'Work hours',
    'clock.work_day': 'Workdays',
    'clock.natural_day': 'Natural days',
    'short.urgent_hour': 'urg.',
    'short.work_hour': 'wk h',
    'short.work_day': 'wk d',
    'short.natural_day': 'nat.',
    stands: 'outside work time',
    'stopped-until': 'clock stopped, until {time}',
    'stopped-short': 'till {day}',
    extended: 'extended | extended twice',
  },
})

/** What is left of a case's own clock, in hours and days of that clock: 1:55:32, 3 d 2 h, over 0:07:40; empty without one. */
export const leftWords = ({ leftMs, dayMs }: Pick<ClockState, 'leftMs' | 'dayMs'>): string =>
  leftMs === null ? '' : remainingIn(dayMs, leftMs)
