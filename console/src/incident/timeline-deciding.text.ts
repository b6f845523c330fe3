import type { Alarm, AlarmMove } from '@lianqin/shared/alarm'
import type { ApprovalMove } from '@lianqin/shared/approval'
import type { Decision } from '@lianqin/shared/decision'
import type { LeadMove } from '@lianqin/shared/lead'
import type { SupervisionMove } from '@lianqin/shared/supervision'
import type { Locale } from '../kernel/i18n.ts'

export type DecidingKey =
  | `alarm.${Alarm['kind']}`
  | `alarm.${AlarmMove}`
  | 'approval-asked'
  | 'approval-onward'
  | `approval.${ApprovalMove}`
  | 'supervision-issued'
  | `supervision.${SupervisionMove}`
  | 'lead-opened'
  | 'lead-omitted'
  | `lead.${LeadMove}`
  | `decision.${Decision['kind']}`

/** What a case's log says of those who decide on it: alarms, requests, supervision, and what the case ends in. */
export const decidingWords: Record<Locale, Record<DecidingKey, string>> = {
  'zh-CN': {
    'alarm.nobody-competent': '告警：无有权队伍',
    'alarm.nobody-left': '告警：无人应答',
    'alarm.unassigned': '告警：无人承办',
    'alarm.rang-late': '告警：计时迟响',
    'alarm.file-late': '告警：超时未立案',
    'alarm.dispatch-late': '告警：超时未派出',
    'alarm.turnout-late': '告警：接单未出发',
    'alarm.arrive-late': '告警：超时未到场',
    'alarm.check-late': '告警：超时未核查',
    'alarm.overdue': '告警：案卷超期',
    'alarm.supervision-overrun': '告警：督办未答复',
    'alarm.sos': '紧急求救',
    'alarm.own': '接手告警',
    'alarm.release': '放手告警',
    'alarm.clear': '解除告警',
    'alarm.handOver': '接班，接手告警',
    'alarm.escalate': '告警升级',
    'alarm.resolve': '告警自行解除',
    'approval-asked': '申请{subject}（{role}审批）',
    'approval-onward': '同意{subject}，转{role}审批',
    'approval.grant': '同意{subject}',
    'approval.refuse': '不同意{subject}',
    'approval.withdraw': '撤回{subject}申请',
    'approval.lapse': '{subject}申请失效',
    'supervision-issued': '向 {squad} 下达{kind}',
    'supervision.acknowledge': '{squad} 签收{kind}',
    'supervision.answer': '{squad} 答复{kind}',
    'supervision.close': '{kind}办结',
    'supervision.again': '要求 {squad} 重新答复{kind}',
    'supervision.withdraw': '撤销{kind}',
    'supervision.overrun': '{squad} 逾期未答复{kind}',
    'lead-opened': '移送案源 {no}',
    'lead-omitted': '不移送案源',
    'lead.take': '受理案源',
    'lead.return': '退回案源',
    'lead.resubmit': '重新移送案源',
    'lead.withdraw': '收回案源',
    'lead.openAgain': '再次移送案源',
    'lead.decide': '作出决定',
    'decision.no-penalty': '作出第 {no} 号决定，不予处罚',
    'decision.penalty': '作出第 {no} 号决定，处罚',
  },
  en: {
    'alarm.nobody-competent': 'alarm: nobody competent',
    'alarm.nobody-left': 'alarm: nobody answered',
    'alarm.unassigned': 'alarm: nobody assigned',
    'alarm.rang-late': 'alarm: timer rang late',
    'alarm.file-late': 'alarm: not filed in time',
    'alarm.dispatch-late': 'alarm: not dispatched in time',
    'alarm.turnout-late': 'alarm: accepted, not departed',
    'alarm.arrive-late': 'alarm: not arrived in time',
    'alarm.check-late': 'alarm: not checked in time',
    'alarm.overdue': 'alarm: case overdue',
    'alarm.supervision-overrun': 'alarm: supervision not answered',
    'alarm.sos': 'call for help',
    'alarm.own': 'took on the alarm',
    'alarm.release': 'let go of the alarm',
    'alarm.clear': 'cleared the alarm',
    'alarm.handOver': 'took the shift over, and the alarm with it',
    'alarm.escalate': 'alarm escalated',
    'alarm.resolve': 'alarm resolved',
    'approval-asked': 'asked for: {subject} ({role} decides)',
    'approval-onward': 'granted: {subject}, {role} decides next',
    'approval.grant': 'granted: {subject}',
    'approval.refuse': 'refused: {subject}',
    'approval.withdraw': 'withdrew the request: {subject}',
    'approval.lapse': 'request lapsed: {subject}',
    'supervision-issued': 'issued to {squad}: {kind}',
    'supervision.acknowledge': '{squad} acknowledged: {kind}',
    'supervision.answer': '{squad} answered: {kind}',
    'supervision.close': 'closed: {kind}',
    'supervision.again': 'asked {squad} to answer again: {kind}',
    'supervision.withdraw': 'withdrew: {kind}',
    'supervision.overrun': '{squad} did not answer in time: {kind}',
    'lead-opened': 'made it lead {no}',
    'lead-omitted': 'made no lead of it',
    'lead.take': 'took up the lead',
    'lead.return': 'returned the lead',
    'lead.resubmit': 'handed the lead over again',
    'lead.withdraw': 'took the lead back',
    'lead.openAgain': 'made it a lead once more',
    'lead.decide': 'decided',
    'decision.no-penalty': 'made decision {no}: no penalty',
    'decision.penalty': 'made decision {no}: a penalty',
  },
}
