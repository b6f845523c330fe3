import type { Incident, IncidentMove, IncidentState } from '@lianqin/shared/incident'
import { outcomeWords, sourceWords, stateWords } from '@lianqin/shared/incident.text'
import { words, wordsOf } from '../kernel/i18n.ts'
import type { Urgency } from './case-clock.rank.ts'

type Key =
  | `state.${IncidentState}`
  | `move.${IncidentMove}`
  | `urgency.${Urgency}`
  | `outcome.${NonNullable<Incident['outcome']>}`
  | `source.${Incident['source']}`
  | `field.${'no' | 'matter' | 'condition' | 'area' | 'place' | 'address' | 'description' | 'source' | 'reported' | 'filed' | 'due' | 'handled' | 'closed' | 'external' | 'reason' | 'datum'}`
  | 'name'
  | 'urgent'
  | 'urgent-short'
  | 'pending'
  | 'active'
  | 'suspended'
  | 'recently-closed'
  | 'left-share'
  | 'left'
  | 'until'
  | 'on-time'
  | 'late'
  | 'took'
  | 'relocated'
  | 'duplicate-of'
  | 'original'
  | 'repeats'
  | 'part-of'
  | 'parts'
  | 'major'
  | 'major-short'
  | 'similar'
  | 'same-class'
  | 'ago'
  | 'void-as-duplicate'
  | 'timeline'
  | 'earlier'
  | 'device-time'
  | 'server-time'

/** The words of cases: states, moves, clocks, sources. */
export const incidentText = words<Key>('incident', {
  'zh-CN': {
    name: '案卷',
    ...wordsOf('state', stateWords, 'zh'),
    'move.file': '立案',
    'move.reject': '不予立案',
    'move.void': '作废',
    'move.unmerge': '恢复为独立案卷',
    'move.dispatch': '派遣',
    'move.handle': '处置完毕',
    'move.resume': '返工',
    'move.extend': '延期',
    'move.suspend': '挂账',
    'move.takeUp': '恢复办理',
    'move.forceClose': '强制结案',
    'move.raise': '提升警级',
    'move.close': '结案',
    'move.reopen': '重新办理',
    'urgency.calm': '正常',
    'urgency.due': '临期',
    'urgency.over': '超时',
    'urgency.closed': '结案',
    ...wordsOf('outcome', outcomeWords, 'zh'),
    ...wordsOf('source', sourceWords, 'zh'),
    'field.no': '编号',
    'field.matter': '事项',
    'field.condition': '条件',
    'field.area': '镇街',
    'field.place': '位置',
    'field.address': '地址',
    'field.description': '描述',
    'field.source': '来源',
    'field.reported': '上报',
    'field.filed': '立案',
    'field.due': '时限',
    'field.handled': '处置完毕',
    'field.closed': '结案',
    'field.external': '外部编号',
    'field.reason': '理由',
    'field.datum': '坐标系',
    urgent: '急件',
    'urgent-short': '急',
    pending: '待派',
    active: '在办',
    suspended: '挂账',
    'recently-closed': '近期结案',
    'left-share': '余 {percent} %',
    left: '余 {left}',
    until: '至 {time}',
    'on-time': '按期',
    late: '超期',
    took: '用时 {span}',
    relocated: '位置已移入演示辖区',
    'duplicate-of': '与 {no} 重复',
    original: '原案卷',
    repeats: '并入上报',
    'part-of': '所属重大案件',
    parts: '下属案卷',
    major: '重大案件',
    'major-short': '重大',
    similar: '疑似重复',
    'same-class': '同类',
    ago: '{age} 前',
    'void-as-duplicate': '作为重复件作废',
    timeline: '时间线',
    earlier: '更早 {n} 条',
    'device-time': '终端 {time}',
    'server-time': '服务器 {time}',
  },
  en: {
    name: 'Incident',
    ...wordsOf('state', stateWords, 'en'),
    'move.file': 'File',
    'move.reject': 'Do not file',
    'move.void': 'Void',
    'move.unmerge': 'Stand on its own again',
    'move.dispatch': 'Dispatch',
    'move.handle': 'Handled',
    'move.resume': 'Rework',
    'move.extend': 'Extend',
    'move.suspend': 'Suspend',
    'move.takeUp': 'Take up again',
    'move.forceClose': 'Close by decree',
    'move.raise': 'Raise the alarm level',
    'move.close': 'Close',
    'move.reopen': 'Reopen',
    'urgency.calm': 'On time',
    'urgency.due': 'Due soon',
    'urgency.over': 'Overdue',
    'urgency.closed': 'Closed',
    ...wordsOf('outcome', outcomeWords, 'en'),
    ...wordsOf('source', sourceWords, 'en'),
    'field.no': 'No.',
    'field.matter': 'Matter',
    'field.condition': 'Filed as',
    'field.area': 'Township',
    'field.place': 'Place',
    'field.address': 'Address',
    'field.description': 'Description',
    'field.source': 'Source',
    'field.reported': 'Reported',
    'field.filed': 'Filed',
    'field.due': 'Due',
    'field.handled': 'Handled',
    'field.closed': 'Closed',
    'field.external': 'External no.',
    'field.reason': 'Reason',
    'field.datum': 'Datum',
    urgent: 'Urgent',
    'urgent-short': '!',
    pending: 'Pending',
    active: 'Active',
    suspended: 'Suspended',
    'recently-closed': 'Recently closed',
    'left-share': '{percent} % left',
    left: '{left} left',
    until: 'until {time}',
    'on-time': 'on time',
    late: 'late',
    took: 'took {span}',
    relocated: 'Place moved into the demo district',
    'duplicate-of': 'Duplicate of {no}',
    original: 'Repeats',
    repeats: 'Merged in',
    'part-of': 'Part of',
    parts: 'Its parts',
    major: 'Major incident',
    'major-short': 'Major',
    similar: 'Possible duplicate',
    'same-class': 'same class',
    ago: '{age} ago',
    'void-as-duplicate': 'Void as duplicate',
    timeline: 'Timeline',
    earlier: '{n} earlier line | {n} earlier lines',
    'device-time': 'device {time}',
    'server-time': 'server {time}',
  },
})

/** The number people say to each other, four digits at least: 0312. */
export const incidentNo = (incident: Pick<Incident, 'no'>): string => String(incident.no).padStart(4, '0')
