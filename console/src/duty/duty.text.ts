import type { Presence } from '@lianqin/shared/duty'
import { words } from '../kernel/i18n.ts'

type Key =
  | `presence.${Presence}`
  | 'title'
  | 'go.duty'
  | 'go.handover'
  | 'not-yours'
  | 'tab.roster'
  | 'tab.tables'
  | 'tab.officers'
  | 'tab.handover'
  | 'loading'
  | 'squad.crew'
  | 'squad.untold'
  | 'squad.off'
  | 'count.planned'
  | 'share.label'
  | 'share.formula'
  | 'share.none'
  | 'share.untold'
  | 'roster.empty'
  | 'roster.missing-only'
  | 'roster.find'
  | 'roster.none-found'
  | 'roster.as-of'
  | 'roster.since'
  | 'roster.until'

/** The words of the duty pane and its roster. */
export const dutyText = words<Key>('duty', {
  'zh-CN': {
    title: '值守',
    'go.duty': '值守：花名册、值班表、执法证、交班',
    'go.handover': '交班',
    'not-yours': '本岗位不办值守',
    'tab.roster': '在岗',
    'tab.tables': '值班表',
    'tab.officers': '人员与执法证',
    'tab.handover': '交接班',
    loading: '正在取数',
    'squad.crew': '{n} 人·持证 {licensed}',
    'squad.untold': '未报名单',
    'squad.off': '离岗',
    'count.planned': '应到',
    'share.label': '镇街在岗率',
    'share.formula': '镇街在岗 {inTownships} ÷ 全部在岗 {onDuty}',
    'share.none': '尚无人报到',
    'share.untold': '另有 {n} 队未报名单，未计入',
    'roster.empty': '此刻没有排班，也没有人报到。',
    'roster.missing-only': '只看缺岗',
    'roster.find': '查找姓名、岗位或队伍',
    'roster.none-found': '没有符合的人。',
    'roster.as-of': '{time} 的情况',
    'roster.since': '{time} 上岗',
    'roster.until': '至 {time}',
    'presence.there': '在岗',
    'presence.missing': '缺岗',
    'presence.untold': '未报',
    'presence.extra': '加岗',
  },
  en: {
    title: 'Duty',
    'go.duty': 'Duty: roster, duty table, licences, hand-over',
    'go.handover': 'Hand over',
    'not-yours': 'Your role has no part in duty',
    'tab.roster': 'On duty',
    'tab.tables': 'Duty table',
    'tab.officers': 'People and licences',
    'tab.handover': 'Hand-over',
    loading: 'Fetching',
    'squad.crew': '{n} there · {licensed} licensed',
    'squad.untold': 'no list given',
    'squad.off': 'off duty',
    'count.planned': 'Planned',
    'share.label': 'Share in townships',
    'share.formula': '{inTownships} on duty in townships ÷ {onDuty} on duty in all',
    'share.none': 'Nobody has signed on by name',
    'share.untold': '{n} squad gave no list and is not counted | {n} squads gave no list and are not counted',
    'roster.empty': 'Nobody is planned now, and nobody has signed on.',
    'roster.missing-only': 'Only who is missing',
    'roster.find': 'Find by name, post or squad',
    'roster.none-found': 'Nobody like that.',
    'roster.as-of': 'as of {time}',
    'roster.since': 'since {time}',
    'roster.until': 'until {time}',
    'presence.there': 'There',
    'presence.missing': 'Missing',
    'presence.untold': 'Not told',
    'presence.extra': 'Extra',
  },
})
