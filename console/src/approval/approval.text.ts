import type { Approval, ApprovalMove } from '@lianqin/shared/approval'
import { words } from '../kernel/i18n.ts'

type Key =
  | 'name'
  | `subject.${Approval['subject']}`
  | `state.${Approval['state']}`
  | `move.${ApprovalMove}`
  | `ask.${Approval['subject']}`
  | `about.${Approval['subject']}`
  | `until.${'title' | 'other' | 'typed' | 'unread' | 'past' | 'far'}`
  | `done.${'asked' | 'moved'}`
  | 'asked-by'
  | 'until-day'
  | 'days'
  | 'awaits'
  | 'to-come'
  | 'mine'
  | 'not-mine'
  | 'not-own'
  | 'none'
  | 'overdue'
  | 'extended-twice'
  | 'asked-already'

/** The words of requests: what is asked for a case, and what became of it. */
export const approvalText = words<Key>('approval', {
  'zh-CN': {
    name: '审批',
    'subject.extend': '延期',
    'subject.suspend': '挂账',
    'subject.force-close': '强制结案',
    'state.asked': '待审批',
    'state.granted': '已同意',
    'state.refused': '未同意',
    'state.withdrawn': '已撤回',
    'state.lapsed': '已失效',
    'move.grant': '同意',
    'move.refuse': '不同意',
    'move.withdraw': '撤回',
    'move.lapse': '失效',
    'ask.extend': '申请延期',
    'ask.suspend': '申请挂账',
    'ask.force-close': '申请强制结案',
    'about.extend': '{no} 再加一个时限（{limit}）：由 {from} 延至 {to}。',
    'about.suspend': '{no} 停表至 {until}：队伍即收回，届时自动恢复办理。',
    'about.force-close': '{no} 不待处置完毕即结案，队伍即收回。',
    'until.title': '{no} 挂账至哪天',
    'until.other': '其他日期',
    'until.typed': '日期，如 12-01、2027-03-15 14:00',
    'until.unread': '写不成日期',
    'until.past': '须在此刻之后',
    'until.far': '最长一年',
    'done.asked': '{no} 已申请{subject}，待{role}审批',
    'done.moved': '{no} {subject}：{state}',
    'asked-by': '{who} {time} 申请',
    'until-day': '至 {time}',
    days: '{n} 天',
    awaits: '待{role}审批',
    'to-come': '其后{role}',
    mine: '待我审批 {n}',
    'not-mine': '须由{role}审批，本人申请的除外',
    'not-own': '只有申请人可以撤回',
    none: '没有待审批的申请',
    overdue: '时限已过，不能再申请',
    'extended-twice': '已延期两次',
    'asked-already': '已在审批中',
  },
  en: {
    name: 'Requests',
    'subject.extend': 'extension',
    'subject.suspend': 'suspension',
    'subject.force-close': 'close by decree',
    'state.asked': 'Awaits a decision',
    'state.granted': 'Granted',
    'state.refused': 'Refused',
    'state.withdrawn': 'Withdrawn',
    'state.lapsed': 'Lapsed',
    'move.grant': 'Grant',
    'move.refuse': 'Refuse',
    'move.withdraw': 'Withdraw',
    'move.lapse': 'Lapse',
    'ask.extend': 'Ask for an extension',
    'ask.suspend': 'Ask for a suspension',
    'ask.force-close': 'Ask for a close by decree',
    'about.extend': '{no} gets one more limit ({limit}): from {from} to {to}.',
    'about.suspend': '{no} stops until {until}: its squads are called off, and it comes back by itself.',
    'about.force-close': '{no} is closed before it is handled; its squads are called off.',
    'until.title': '{no}: suspended until when',
    'until.other': 'Another date',
    'until.typed': 'Date, such as 12-01 or 2027-03-15 14:00',
    'until.unread': 'Not a date',
    'until.past': 'Must be later than now',
    'until.far': 'A year at most',
    'done.asked': '{no}: {subject} asked for, {role} decides',
    'done.moved': '{no}, {subject}: {state}',
    'asked-by': 'asked by {who} {time}',
    'until-day': 'until {time}',
    days: '{n} day | {n} days',
    awaits: '{role} decides',
    'to-come': 'then {role}',
    mine: '{n} for me to decide',
    'not-mine': 'decided by: {role}, and not by who asked',
    'not-own': 'only who asked withdraws it',
    none: 'no request awaits a decision',
    overdue: 'its limit has passed: too late to ask',
    'extended-twice': 'extended twice already',
    'asked-already': 'being decided already',
  },
})
