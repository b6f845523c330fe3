import type { Alarm, AlarmMove } from '@lianqin/shared/alarm'
import type { ApprovalMove } from '@lianqin/shared/approval'
import type { Decision } from '@lianqin/shared/decision'
import type { IncidentMove } from '@lianqin/shared/incident'
import type { LeadMove } from '@lianqin/shared/lead'
import type { OfferMove } from '@lianqin/shared/offer'
import type { SupervisionMove } from '@lianqin/shared/supervision'
import type { TaskMove } from '@lianqin/shared/task'
import { words } from '../kernel/i18n.ts'

type Key =
  | 'reported'
  | 'reported-filed'
  | 'imported'
  | 'task-opened'
  | 'task-crewed'
  | 'task-uncrewed'
  | 'between-names'
  | 'offer-made'
  | 'offer-made-by-hand'
  | 'offer-made-at-once'
  | 'not-first'
  | 'not-ranked'
  | `incident.${IncidentMove}`
  | `task.${TaskMove}`
  | `offer.${OfferMove}`
  | `alarm.${Alarm['kind']}`
  | `alarm.${AlarmMove}`
  | `approval.${ApprovalMove}`
  | `supervision.${SupervisionMove}`
  | 'photo-added'
  | 'arrival-seen'
  | 'arrival-left'
  | 'arrival-dismissed'
  | 'lead-opened'
  | 'lead-omitted'
  | `lead.${LeadMove}`
  | `decision.${Decision['kind']}`
  | 'incident-amended'
  | 'approval-asked'
  | 'approval-onward'
  | `${'urgent' | 'major'}.${'on' | 'off'}`
  | 'part-of'
  | 'part-of.none'
  | 'part-of.unknown'
  | 'supervision-issued'
  | 'other'
  | 'because'

/** What one line of a case's log says, after who did it. `squad` is the squad it is about, where there is one. */
export const timelineText = words<Key>('timeline', {
  'zh-CN': {
    reported: '上报',
    'reported-filed': '上报并立案',
    imported: '由导入上报',
    'task-opened': '开出任务',
    'task-crewed': '执法人员 {names}',
    'task-uncrewed': '撤下全部执法人员',
    'between-names': '、',
    'photo-added': '加入照片',
    'arrival-seen': '{squad} 的位置看来已到场（{time}），待队伍确认',
    'arrival-left': '{squad} 的位置又离开了（{time}）',
    'arrival-dismissed': '说明尚未到场',
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
    'incident-amended': '更正案卷',
    'approval-asked': '申请{subject}（{role}审批）',
    'approval-onward': '同意{subject}，转{role}审批',
    'urgent.on': '设为急件',
    'urgent.off': '取消急件',
    'major.on': '设为重大案件',
    'major.off': '取消重大',
    'part-of': '归入重大案件 {no}',
    'part-of.none': '移出重大案件',
    'part-of.unknown': '归入一起重大案件',
    'supervision-issued': '向 {squad} 下达{kind}',
    'offer-made': '按推荐派给 {squad}',
    'offer-made-by-hand': '指派给 {squad}',
    'offer-made-at-once': '同时派给 {squad}',
    'not-first': '{made}（推荐第 {place}，首选为 {first}）',
    'not-ranked': '{made}（不在推荐之列，首选为 {first}）',
    'incident.file': '立案',
    'incident.reject': '不予立案',
    'incident.void': '作废',
    'incident.dispatch': '转为已派遣',
    'incident.handle': '转为待结案',
    'incident.resume': '转回已派遣',
    'incident.extend': '案卷延期至 {until}（经{who}批准）',
    'incident.suspend': '案卷挂账至 {until}（经{who}批准）',
    'incident.takeUp': '恢复办理',
    'incident.forceClose': '案卷强制结案（经{who}批准）',
    'incident.raise': '提升警级',
    'incident.unmerge': '恢复为独立案卷',
    'incident.close': '结案',
    'incident.reopen': '重新办理',
    'task.offer': '任务派出',
    'task.free': '任务待派',
    'task.accept': '任务已接',
    'task.depart': '出发',
    'task.arrive': '到场',
    'task.finish': '办结',
    'task.sendBack': '退回',
    'task.rework': '要求 {squad} 返工',
    'task.passOn': '要求返工；{squad} 已离岗，另行派遣',
    'task.check': '核查通过 {squad}',
    'task.callOff': '让 {squad} 收队停派',
    'task.recall': '从 {squad} 召回改派',
    'task.unacknowledge': '{squad} 接单后未按时出发',
    'offer.deliver': '收到派单',
    'offer.see': '查看派单',
    'offer.remind': '再次催接 {squad}',
    'offer.widen': '除 {squad} 外并派他队，先接者办',
    'offer.narrow': '他队已撤回，只派 {squad}',
    'offer.accept': '接单',
    'offer.decline': '不接',
    'offer.lapse': '{squad} 逾时未应答',
    'offer.withdraw': '撤回给 {squad} 的派单',
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
    'alarm.own': '接手告警',
    'alarm.release': '放手告警',
    'alarm.clear': '解除告警',
    'alarm.handOver': '接班，接手告警',
    'alarm.escalate': '告警升级',
    'approval.grant': '同意{subject}',
    'approval.refuse': '不同意{subject}',
    'approval.withdraw': '撤回{subject}申请',
    'approval.lapse': '{subject}申请失效',
    'supervision.acknowledge': '{squad} 签收{kind}',
    'supervision.answer': '{squad} 答复{kind}',
    'supervision.close': '{kind}办结',
    'supervision.again': '要求 {squad} 重新答复{kind}',
    'supervision.withdraw': '撤销{kind}',
    'supervision.overrun': '{squad} 逾期未答复{kind}',
    'alarm.resolve': '告警自行解除',
    other: '{kind}',
    because: '：{reason}',
  },
  en: {
    reported: 'reported it',
    'reported-filed': 'reported and filed it',
    imported: 'imported it',
    'task-opened': 'opened a task',
    'task-crewed': 'put on it: {names}',
    'task-uncrewed': 'took everybody off it',
    'between-names': ', ',
    'photo-added': 'added a picture',
    'arrival-seen': '{squad} seems to have arrived by its position ({time}); the squad has not said so',
    'arrival-left': '{squad} has left again by its position ({time})',
    'arrival-dismissed': 'said that it has not arrived',
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
    'incident-amended': 'corrected the case',
    'approval-asked': 'asked for: {subject} ({role} decides)',
    'approval-onward': 'granted: {subject}, {role} decides next',
    'urgent.on': 'made it urgent',
    'urgent.off': 'took the urgency off it',
    'major.on': 'made it a major incident',
    'major.off': 'made it no major incident',
    'part-of': 'made it part of major incident {no}',
    'part-of.none': 'took it out of its major incident',
    'part-of.unknown': 'made it part of a major incident',
    'supervision-issued': 'issued to {squad}: {kind}',
    'offer-made': 'offered it to {squad} by ranking',
    'offer-made-by-hand': 'offered it to {squad}',
    'offer-made-at-once': 'offered it to {squad} with others',
    'not-first': '{made} (not the first proposal: rank {place}; first was {first})',
    'not-ranked': '{made} (not among the proposals; first was {first})',
    'incident.file': 'filed it',
    'incident.reject': 'did not file it',
    'incident.void': 'voided it',
    'incident.dispatch': 'set it to dispatched',
    'incident.handle': 'set it to be closed',
    'incident.resume': 'set it back to dispatched',
    'incident.extend': 'Case extended until {until} (approved by {who})',
    'incident.suspend': 'Case suspended until {until} (approved by {who})',
    'incident.takeUp': 'took it up again',
    'incident.forceClose': 'Case closed by decree (approved by {who})',
    'incident.raise': 'raised the alarm level',
    'incident.unmerge': 'found it was no duplicate',
    'incident.close': 'closed it',
    'incident.reopen': 'reopened it',
    'task.offer': 'task held out',
    'task.free': 'task free again',
    'task.accept': 'task accepted',
    'task.depart': 'departed',
    'task.arrive': 'arrived',
    'task.finish': 'finished',
    'task.sendBack': 'sent it back',
    'task.rework': 'asked {squad} to rework it',
    'task.passOn': 'asked for it to be reworked; {squad} is off duty, so others are asked',
    'task.check': 'approved the work of {squad}',
    'task.callOff': 'called {squad} off',
    'task.recall': 'recalled it from {squad}',
    'task.unacknowledge': '{squad} accepted and did not depart in time',
    'offer.deliver': 'received the offer',
    'offer.see': 'saw the offer',
    'offer.remind': 'pressed {squad} for an answer',
    'offer.widen': 'asked others beside {squad}: the first to accept has it',
    'offer.narrow': 'asks {squad} alone, the others no more',
    'offer.accept': 'accepted',
    'offer.decline': 'declined',
    'offer.lapse': '{squad} did not answer in time',
    'offer.withdraw': 'withdrew the offer to {squad}',
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
    'alarm.own': 'took on the alarm',
    'alarm.release': 'let go of the alarm',
    'alarm.clear': 'cleared the alarm',
    'alarm.handOver': 'took the shift over, and the alarm with it',
    'alarm.escalate': 'alarm escalated',
    'approval.grant': 'granted: {subject}',
    'approval.refuse': 'refused: {subject}',
    'approval.withdraw': 'withdrew the request: {subject}',
    'approval.lapse': 'request lapsed: {subject}',
    'supervision.acknowledge': '{squad} acknowledged: {kind}',
    'supervision.answer': '{squad} answered: {kind}',
    'supervision.close': 'closed: {kind}',
    'supervision.again': 'asked {squad} to answer again: {kind}',
    'supervision.withdraw': 'withdrew: {kind}',
    'supervision.overrun': '{squad} did not answer in time: {kind}',
    'alarm.resolve': 'alarm resolved',
    other: '{kind}',
    because: ': {reason}',
  },
})
