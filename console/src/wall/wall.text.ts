import { words } from '../kernel/i18n.ts'

type Key =
  | 'alarms'
  | 'no-alarm'
  | 'no-owner'
  | 'oldest-fix'
  | 'no-fix'
  | 'units'
  | 'units-n'
  | 'cases'
  | 'cases-open'
  | 'closed-today'
  | 'closed-known'
  | 'figure'
  | 'at-least'
  | 'unfiled'
  | 'townships'
  | 'townships-sort'
  | 'open'
  | 'due'
  | 'over'
  | 'empowered'
  | 'district'
  | 'rest'
  | 'newest'
  | 'newest-empty'
  | 'city-see'
  | 'city-scale'
  | 'legend-open'
  | 'legend-over'
  | 'case-left'
  | 'alarms-open'
  | 'alarms-none'
  | 'offers-waiting'
  | 'offers-squads'
  | 'offers-squads-busy'
  | 'offers-none'
  | 'time-up'
  | 'more'
  | 'share'
  | 'share-formula'
  | 'share-none'
  | 'in-time-by'
  | 'none'

/** The words of the wall that belong to no other room. */
export const wallText = words<Key>('wall', {
  'zh-CN': {
    alarms: '告警',
    'no-alarm': '无告警',
    'no-owner': '无人接手',
    'oldest-fix': '最旧位置',
    'no-fix': '暂无位置',
    units: '队伍',
    'units-n': '{n} 组',
    cases: '案件',
    'cases-open': '在办 {n}',
    'closed-today': '今日结案',
    'closed-known': '今日已知结案',
    figure: '{n}',
    'at-least': '≥ {n}',
    unfiled: '待立案',
    townships: '镇街',
    'townships-sort': '按超时、临期排序',
    open: '在办',
    due: '临期',
    over: '超时',
    empowered: '赋权',
    district: '全区',
    rest: '其余 {n} 个',
    newest: '最新',
    'newest-empty': '开屏以来没有新事件',
    'city-see': '此处\n见放大图',
    'city-scale': '放大 ×{scale}',
    'legend-open': '地名后：在办',
    'legend-over': '超时件数',
    'case-left': '余 {span}',
    'alarms-open': '告警',
    'alarms-none': '没有未解除的告警',
    'offers-waiting': '派单待应答（件）',
    'offers-squads': '涉 {n} 队',
    'offers-squads-busy': '涉 {n} 队，{busy} 队在途、到场或失联',
    'offers-none': '没有等待应答的派单',
    'time-up': '到时',
    more: '另有 {n}',
    share: '按期结案',
    'share-formula': '按期率 = 按期处置 {inTime} ÷ {of} {closed}',
    'share-none': '今日尚无结案',
    'in-time-by': '处置完毕不晚于时限，即为按期',
    none: '–',
  },
  en: {
    alarms: 'Alarms',
    'no-alarm': 'No alarm',
    'no-owner': 'nobody owns it',
    'oldest-fix': 'Oldest position',
    'no-fix': 'No positions yet',
    units: 'Units',
    'units-n': '{n}',
    cases: 'Cases',
    'cases-open': '{n} open',
    'closed-today': 'Closed today',
    'closed-known': 'closed today, as far as known,',
    figure: '{n}',
    'at-least': '≥ {n}',
    unfiled: 'To file',
    townships: 'Townships',
    'townships-sort': 'by overdue, then due soon',
    open: 'Open',
    due: 'Due',
    over: 'Over',
    empowered: 'empowered',
    district: 'District',
    rest: '{n} others',
    newest: 'Newest',
    'newest-empty': 'Nothing new since this screen opened',
    'city-see': 'see\nthe inset',
    'city-scale': 'Enlarged ×{scale}',
    'legend-open': 'After a name: open cases',
    'legend-over': 'overdue cases',
    'case-left': '{span} left',
    'alarms-open': 'Alarms',
    'alarms-none': 'No alarm stands',
    'offers-waiting': 'Offers unanswered',
    'offers-squads': 'to {n} squads',
    'offers-squads-busy': 'to {n} squads, {busy} under way or lost',
    'offers-none': 'No offer waits for an answer',
    'time-up': 'time is up',
    more: '{n} more',
    share: 'Closed in time',
    'share-formula': 'In time {inTime} ÷ {of} {closed}',
    'share-none': 'Nothing closed today yet',
    'in-time-by': 'In time: handled no later than it was due',
    none: '–',
  },
})
