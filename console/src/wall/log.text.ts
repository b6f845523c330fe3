import type { Alarm } from '@lianqin/shared/alarm'
import { words } from '../kernel/i18n.ts'

/** What a line of the wall's log may say; the moves are those of the machines, told as something that happened. */
export type LogKey =
  | `incident.${'reported' | 'imported' | 'file' | 'reject' | 'void' | 'resume' | 'close' | 'close-late' | 'reopen'}`
  | `offer.${'made' | 'accept' | 'decline' | 'lapse' | 'withdraw'}`
  | `task.${'depart' | 'arrive' | 'finish' | 'sendBack' | 'rework' | 'check' | 'callOff'}`
  | `alarm.${Alarm['kind'] | 'own' | 'release' | 'clear' | 'resolve'}`
  | `squad.${'sign-on' | 'sign-off'}`

export const logText = words<LogKey>('log', {
  'zh-CN': {
    'incident.reported': '上报，待立案',
    'incident.imported': '导入',
    'incident.file': '立案，待派遣',
    'incident.reject': '不予立案',
    'incident.void': '作废',
    'incident.resume': '重新派遣',
    'incident.close': '按期结案',
    'incident.close-late': '超期结案',
    'incident.reopen': '重新办理',
    'offer.made': '待应答',
    'offer.accept': '接单',
    'offer.decline': '不接',
    'offer.lapse': '逾时未应答',
    'offer.withdraw': '派单撤回',
    'task.depart': '出发 →',
    'task.arrive': '到场',
    'task.finish': '处置完毕',
    'task.sendBack': '退回',
    'task.rework': '返工',
    'task.check': '核查通过',
    'task.callOff': '任务收回',
    'alarm.nobody-competent': '告警：无有权队伍',
    'alarm.nobody-left': '告警：无人应答',
    'alarm.unassigned': '告警：无人承办',
    'alarm.rang-late': '告警：计时迟响',
    'alarm.own': '告警由{who}接手',
    'alarm.release': '告警被{who}放手',
    'alarm.clear': '告警由{who}解除',
    'alarm.resolve': '告警自行解除',
    'squad.sign-on': '上岗',
    'squad.sign-off': '离岗',
  },
  en: {
    'incident.reported': 'reported, to be filed',
    'incident.imported': 'imported',
    'incident.file': 'filed, to be dispatched',
    'incident.reject': 'not filed',
    'incident.void': 'void',
    'incident.resume': 'dispatched again',
    'incident.close': 'closed in time',
    'incident.close-late': 'closed late',
    'incident.reopen': 'reopened',
    'offer.made': 'to answer',
    'offer.accept': 'accepted',
    'offer.decline': 'declined',
    'offer.lapse': 'did not answer',
    'offer.withdraw': 'offer withdrawn',
    'task.depart': 'on the way →',
    'task.arrive': 'on scene',
    'task.finish': 'handled',
    'task.sendBack': 'sent back',
    'task.rework': 'to rework',
    'task.check': 'checked',
    'task.callOff': 'called off',
    'alarm.nobody-competent': 'alarm: nobody competent',
    'alarm.nobody-left': 'alarm: nobody answered',
    'alarm.unassigned': 'alarm: nobody assigned',
    'alarm.rang-late': 'alarm: timer rang late',
    'alarm.own': 'alarm taken on by {who}',
    'alarm.release': 'alarm let go by {who}',
    'alarm.clear': 'alarm cleared by {who}',
    'alarm.resolve': 'alarm resolved',
    'squad.sign-on': 'on duty',
    'squad.sign-off': 'off duty',
  },
})
