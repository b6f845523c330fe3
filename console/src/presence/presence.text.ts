import { words } from '../kernel/i18n.ts'

type Key =
  | 'arrived'
  | 'arrived-long'
  | 'arrived-desk'
  | 'say'
  | 'views'
  | 'views-none'
  | 'view'
  | `for.${'look' | 'replay' | 'gpx' | 'geojson' | 'csv'}`

/** The words about who seems to be where, and about who looked. */
export const presenceText = words<Key>('presence', {
  'zh-CN': {
    arrived: '看来已到场',
    'arrived-long': '位置显示 {time} 已到现场附近。',
    'arrived-desk': '位置显示已到场 {time}，队伍未确认',
    say: '是，已到场',
    views: '谁查看过我队行踪',
    'views-none': '没有人查看过',
    view: '{who} {at} {purpose} {from}–{to}：{reason}',
    'for.look': '查看',
    'for.replay': '回放',
    'for.gpx': '导出 GPX',
    'for.geojson': '导出 GeoJSON',
    'for.csv': '导出 CSV',
  },
  en: {
    arrived: 'You seem to have arrived',
    'arrived-long': 'By your position you came to the place at {time}.',
    'arrived-desk': 'There since {time} by its position; the squad has not said so',
    say: 'Yes, on scene',
    views: 'Who looked at where we were',
    'views-none': 'Nobody has looked',
    view: '{who}, {at}, {purpose} {from}–{to}: {reason}',
    'for.look': 'looked at',
    'for.replay': 'replayed',
    'for.gpx': 'exported as GPX',
    'for.geojson': 'exported as GeoJSON',
    'for.csv': 'exported as CSV',
  },
})
