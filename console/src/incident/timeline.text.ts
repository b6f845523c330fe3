import type { Alarm, AlarmMove } from '@lianqin/shared/alarm'
import type { IncidentMove } from '@lianqin/shared/incident'
import type { OfferMove } from '@lianqin/shared/offer'
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
  | `incident.${IncidentMove}`
  | `task.${TaskMove}`
  | `offer.${OfferMove}`
  | `alarm.${Alarm['kind']}`
  | `alarm.${AlarmMove}`
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
    'offer-made': '按推荐派给 {squad}',
    'offer-made-by-hand': '指派给 {squad}',
    'incident.file': '立案',
    'incident.reject': '不予立案',
    'incident.void': '作废',
    'incident.dispatch': '转为已派遣',
    'incident.handle': '转为待结案',
    'incident.resume': '转回已派遣',
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
    'task.check': '核查通过 {squad}',
    'task.callOff': '收回任务 {squad}',
    'offer.deliver': '收到派单',
    'offer.see': '查看派单',
    'offer.accept': '接单',
    'offer.decline': '不接',
    'offer.lapse': '{squad} 逾时未应答',
    'offer.withdraw': '撤回给 {squad} 的派单',
    'alarm.nobody-competent': '告警：无有权队伍',
    'alarm.nobody-left': '告警：无人应答',
    'alarm.unassigned': '告警：无人承办',
    'alarm.rang-late': '告警：计时迟响',
    'alarm.own': '接手告警',
    'alarm.release': '放手告警',
    'alarm.clear': '解除告警',
    'alarm.handOver': '接班，接手告警',
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
    'offer-made': 'offered it to {squad} by ranking',
    'offer-made-by-hand': 'offered it to {squad}',
    'incident.file': 'filed it',
    'incident.reject': 'did not file it',
    'incident.void': 'voided it',
    'incident.dispatch': 'set it to dispatched',
    'incident.handle': 'set it to be closed',
    'incident.resume': 'set it back to dispatched',
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
    'task.check': 'approved the work of {squad}',
    'task.callOff': 'called {squad} off',
    'offer.deliver': 'received the offer',
    'offer.see': 'saw the offer',
    'offer.accept': 'accepted',
    'offer.decline': 'declined',
    'offer.lapse': '{squad} did not answer in time',
    'offer.withdraw': 'withdrew the offer to {squad}',
    'alarm.nobody-competent': 'alarm: nobody competent',
    'alarm.nobody-left': 'alarm: nobody answered',
    'alarm.unassigned': 'alarm: nobody assigned',
    'alarm.rang-late': 'alarm: timer rang late',
    'alarm.own': 'took on the alarm',
    'alarm.release': 'let go of the alarm',
    'alarm.clear': 'cleared the alarm',
    'alarm.handOver': 'took the shift over, and the alarm with it',
    'alarm.resolve': 'alarm resolved',
    other: '{kind}',
    because: ': {reason}',
  },
})
