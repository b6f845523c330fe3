import type { PassageKind } from '@lianqin/shared/jurisdiction'
import { words } from '../kernel/i18n.ts'

type Key =
  | 'arrived'
  | 'arrived-long'
  | 'arrived-desk'
  | 'say'
  | 'deny'
  | 'deny-long'
  | 'views'
  | 'views-plain'
  | 'views-loading'
  | 'views-unread'
  | 'views-unread-long'
  | 'views-none'
  | 'views-newest'
  | 'view-span'
  | 'view-reason'
  | 'fences'
  | 'inside'
  | 'passages'
  | 'passages-none'
  | 'passed.dwell-for'
  | `passed.${PassageKind}`
  | `for.${'look' | 'replay' | 'gpx' | 'geojson' | 'csv'}`

/** The words about who seems to be where, and about who looked. */
export const presenceText = words<Key>('presence', {
  'zh-CN': {
    arrived: '看来已到场',
    'arrived-long': '位置显示 {time} 已到现场附近；记下的是你确认的时刻。',
    'arrived-desk': '位置显示已到场 {time}，队伍未确认',
    say: '是，已到场',
    deny: '还没到',
    'deny-long': '本任务不再提示',
    views: '谁查看过我队行踪（{n}）',
    'views-plain': '谁查看过我队行踪',
    'views-loading': '正在读取……',
    'views-unread': '谁查看过我队行踪（未读到）',
    'views-unread-long': '没有读到，稍后自动再读。',
    'views-none': '没有人查看过',
    'views-newest': '只列最近 {n} 次。',
    'view-span': '时段 {from} – {to}',
    'view-reason': '事由：{reason}',
    fences: '围栏',
    inside: '在{place} {span}',
    passages: '进出围栏',
    'passages-none': '近来没有进出围栏',
    'passed.enter': '进入{place}',
    'passed.exit': '离开{place}',
    'passed.dwell': '在{place}停留已久',
    'passed.dwell-for': '在{place}停留已满 {span}',
    'for.look': '查看',
    'for.replay': '回放',
    'for.gpx': '导出 GPX',
    'for.geojson': '导出 GeoJSON',
    'for.csv': '导出 CSV',
  },
  en: {
    arrived: 'You seem to have arrived',
    'arrived-long': 'By your position you came to the place at {time}; what is recorded is the moment you say so.',
    'arrived-desk': 'There since {time} by its position; the squad has not said so',
    say: 'Yes, on scene',
    deny: 'Not there',
    'deny-long': 'You will not be asked again for this task',
    views: 'Who looked at where we were ({n})',
    'views-plain': 'Who looked at where we were',
    'views-loading': 'Reading …',
    'views-unread': 'Who looked at where we were (not read)',
    'views-unread-long': 'It could not be read and is asked for again.',
    'views-none': 'Nobody has looked',
    'views-newest': 'Only the newest {n} are listed.',
    'view-span': 'From {from} to {to}',
    'view-reason': 'Reason: {reason}',
    fences: 'Fences',
    inside: 'at {place} for {span}',
    passages: 'Fences passed',
    'passages-none': 'None passed lately',
    'passed.enter': 'came into {place}',
    'passed.exit': 'left {place}',
    'passed.dwell': 'stays at {place}',
    'passed.dwell-for': 'has stayed at {place} for {span}',
    'for.look': 'looked',
    'for.replay': 'replayed',
    'for.gpx': 'exported GPX',
    'for.geojson': 'exported GeoJSON',
    'for.csv': 'exported CSV',
  },
})
