import { words } from '../kernel/i18n.ts'

type Key =
  | 'title'
  | 'group'
  | 'print'
  | 'back'
  | 'shift'
  | 'shift-choose'
  | 'shift-of'
  | 'shift-now'
  | 'shift-last'
  | 'none'
  | 'none-long'
  | 'loading'
  | 'printed'
  | 'came-in'
  | 'ended'
  | 'open'
  | 'overdue'
  | 'alarms'
  | 'more'
  | 'nothing'
  | 'handovers'
  | 'desks'
  | 'squads'
  | 'people'
  | 'untold'
  | 'from-to'
  | 'standing'
  | 'no'
  | 'matter'
  | 'place'
  | 'squad'
  | 'state'
  | 'source'
  | 'reported'
  | 'due'
  | 'over'
  | 'ended-at'
  | 'since'
  | 'raised'
  | 'kind'
  | 'owner'
  | 'nobody'
  | 'cleared'
  | 'giver'
  | 'taker'
  | 'district'

/** The words of a shift's report on paper. */
export const reportText = words<Key>('report', {
  'zh-CN': {
    title: '交班报表',
    group: '交班报表',
    print: '打印',
    back: '返回',
    shift: '班次',
    'shift-choose': '选班次',
    'shift-of': '{from} – {to}',
    'shift-now': '{from} 至今',
    'shift-last': '近 {n} 小时',
    none: '还没有交接班',
    'none-long': '没有交接记录，可按小时取。',
    loading: '正在取数',
    printed: '{time} 打印·{who}',
    'came-in': '本班上报',
    ended: '本班了结',
    open: '交班时未结',
    overdue: '其中超时',
    alarms: '告警',
    more: '另有 {n} 件未列',
    nothing: '无',
    handovers: '交接',
    desks: '值班席位',
    squads: '在岗队伍',
    people: '{n} 人',
    untold: '未报名单',
    'from-to': '{from} 交 {to}',
    standing: '未解除',
    no: '编号',
    matter: '事项',
    place: '位置',
    squad: '承办',
    state: '状态',
    source: '来源',
    reported: '上报',
    due: '时限',
    over: '超时',
    'ended-at': '了结',
    since: '后于 {time} 了结',
    raised: '发生',
    kind: '告警',
    owner: '责任人',
    nobody: '无',
    cleared: '解除',
    giver: '交班人',
    taker: '接班人',
    district: '全区',
  },
  en: {
    title: 'Shift report',
    group: 'Shift report',
    print: 'Print',
    back: 'Back',
    shift: 'Shift',
    'shift-choose': 'Choose a shift',
    'shift-of': '{from} – {to}',
    'shift-now': '{from} until now',
    'shift-last': 'The last {n} hours',
    none: 'Nothing has been handed over yet',
    'none-long': 'Without a hand-over it goes by hours.',
    loading: 'Reading',
    printed: 'printed {time} by {who}',
    'came-in': 'Came in',
    ended: 'Ended',
    open: 'Open at the end',
    overdue: 'of these overdue',
    alarms: 'Alarms',
    more: '{n} more are not listed',
    nothing: 'none',
    handovers: 'Hand-overs',
    desks: 'Desks',
    squads: 'Squads on duty',
    people: '{n} person | {n} people',
    untold: 'not told',
    'from-to': '{from} to {to}',
    standing: 'still standing',
    no: 'No.',
    matter: 'Class',
    place: 'Place',
    squad: 'Squad',
    state: 'State',
    source: 'Source',
    reported: 'Reported',
    due: 'Due',
    over: 'overdue',
    'ended-at': 'Ended',
    since: 'ended {time} since',
    raised: 'Raised',
    kind: 'Alarm',
    owner: 'Owner',
    nobody: 'nobody',
    cleared: 'Cleared',
    giver: 'Handed over by',
    taker: 'Taken over by',
    district: 'District',
  },
})
