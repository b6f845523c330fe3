import { words } from './i18n.ts'

/** Lengths of time as tables and sentences write them. */
export const timeText = words('time', {
  'zh-CN': {
    seconds: '{n} s',
    minutes: '{n}′',
    hours: '{n} h',
    days: '{n} 天',
    years: '{n} 年',
    'hours-minutes': '{hours} h {minutes}′',
    'days-hours': '{days} 天 {hours} h',
    over: '超 {span}',
    ago: '{age}前',
  },
  en: {
    seconds: '{n} s',
    minutes: '{n}′',
    hours: '{n} h',
    days: '{n} d',
    years: '{n} y',
    'hours-minutes': '{hours} h {minutes}′',
    'days-hours': '{days} d {hours} h',
    over: 'over {span}',
    ago: '{age} ago',
  },
})
