import type { Handover, HandoverMove } from '@lianqin/shared/handover'
import { words } from '../kernel/i18n.ts'

type Key =
  | `handover.${Handover['state']}`
  | `handover.${HandoverMove}`
  | 'desk.on'
  | 'desk.off'
  | 'desk.sign-on'
  | 'desk.sign-off'
  | 'desk.done.sign-on'
  | 'desk.done.sign-off'
  | 'desk.work-left'
  | 'desk.others'
  | 'desk.nobody'
  | 'open.title'
  | 'open.alarms'
  | 'open.cases'
  | 'open.overdue'
  | 'give.title'
  | 'give.to'
  | 'give.note'
  | 'give.do'
  | 'give.done'
  | 'give.missing'
  | 'give.pending'
  | 'give.at-desk'
  | 'give.away'
  | 'wait.title'
  | 'wait.badge'
  | 'wait.from'
  | 'wait.what'
  | 'wait.taken'
  | 'wait.declined'
  | 'why.busy'
  | 'why.leaving'
  | 'past.title'
  | 'past.none'
  | 'past.line'

/** The words of desks and of work that changes hands. */
export const handoverText = words<Key>('handover', {
  'zh-CN': {
    'desk.on': '{time} 起在席',
    'desk.off': '未签到',
    'desk.sign-on': '签到',
    'desk.sign-off': '签退',
    'desk.done.sign-on': '已签到',
    'desk.done.sign-off': '已签退',
    'desk.work-left': '名下还有 {n} 条告警，先交班、放手或解除',
    'desk.others': '同在席',
    'desk.nobody': '没有别人在席',
    'open.title': '此刻手上',
    'open.alarms': '名下告警',
    'open.cases': '范围内在办',
    'open.overdue': '其中超时',
    'give.title': '交给谁',
    'give.to': '接班人',
    'give.note': '交代',
    'give.do': '交班',
    'give.done': '已交给{to}，待其接班',
    'give.missing': '先选接班人',
    'give.pending': '已交给{to}，待其接班',
    'give.at-desk': '{time} 起在席',
    'give.away': '不在席',
    'wait.title': '等我接班',
    'wait.badge': '待接班 {n}',
    'wait.from': '{from} 交来',
    'wait.what': '告警 {alarms}·在办 {cases}·超时 {overdue}',
    'wait.taken': '已从{from}接班，告警已转到您名下',
    'wait.declined': '已回绝{from}的交班',
    'why.busy': '手上已满',
    'why.leaving': '我也要下班',
    'past.title': '近期交接',
    'past.none': '还没有交接。',
    'past.line': '{from} → {to}',
    'handover.offered': '待接班',
    'handover.taken': '已接班',
    'handover.declined': '已回绝',
    'handover.withdrawn': '已撤回',
    'handover.take': '接班',
    'handover.decline': '回绝',
    'handover.withdraw': '撤回',
  },
  en: {
    'desk.on': 'at the desk since {time}',
    'desk.off': 'not signed on',
    'desk.sign-on': 'Sign on',
    'desk.sign-off': 'Sign off',
    'desk.done.sign-on': 'Signed on',
    'desk.done.sign-off': 'Signed off',
    'desk.work-left': 'You still own alarms ({n}): hand them over, let them go or clear them first',
    'desk.others': 'Also at their desks',
    'desk.nobody': 'Nobody else is at a desk',
    'open.title': 'In hand now',
    'open.alarms': 'Alarms you own',
    'open.cases': 'Open in your scope',
    'open.overdue': 'of these overdue',
    'give.title': 'Hand over to',
    'give.to': 'Who takes over',
    'give.note': 'What they must know',
    'give.do': 'Hand over',
    'give.done': 'Offered to {to}, waiting to be taken',
    'give.missing': 'Choose who takes over',
    'give.pending': 'Offered to {to}, waiting to be taken',
    'give.at-desk': 'at the desk since {time}',
    'give.away': 'not at a desk',
    'wait.title': 'Waiting for me',
    'wait.badge': '{n} hand-over waiting | {n} hand-overs waiting',
    'wait.from': 'from {from}',
    'wait.what': '{alarms} alarms · {cases} open · {overdue} overdue',
    'wait.taken': 'Taken over from {from}; the alarms are yours',
    'wait.declined': 'Declined to take over from {from}',
    'why.busy': 'My hands are full',
    'why.leaving': 'I am leaving too',
    'past.title': 'Recent hand-overs',
    'past.none': 'None yet.',
    'past.line': '{from} → {to}',
    'handover.offered': 'Offered',
    'handover.taken': 'Taken',
    'handover.declined': 'Declined',
    'handover.withdrawn': 'Withdrawn',
    'handover.take': 'Take over',
    'handover.decline': 'Decline',
    'handover.withdraw': 'Withdraw',
  },
})
