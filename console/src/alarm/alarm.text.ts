import { type Alarm, type AlarmLevel, type AlarmMove, alarmReasons } from '@lianqin/shared/alarm'
import { words } from '../kernel/i18n.ts'
import { countdown, now } from '../kernel/time.ts'

type Key =
  | 'name'
  | `kind.${Alarm['kind']}`
  | `state.${Alarm['state']}`
  | `move.${AlarmMove}`
  | `level.${AlarmLevel}`
  | `reason.${(typeof alarmReasons)[number]}`
  | 'climbs'
  | 'climbs-short'
  | 'told'
  | 'owner'
  | 'nobody'
  | 'owned-since'
  | 'open-case'
  | `sound.${'on' | 'muted' | 'locked' | 'mute' | 'unmute'}`
  | 'others'
  | 'open-unit'

/** The words of alarms: what shouts, and who has taken it on. */
export const alarmText = words<Key>('alarm', {
  'zh-CN': {
    name: '告警',
    'level.dispatcher': '席位',
    'level.shift-lead': '值班长',
    'level.centre-head': '中心负责人',
    'reason.owner-gone': '责任人账号已停用',
    'reason.server-was-away': '其间服务中断',
    climbs: '{left} 后升级',
    'climbs-short': '{left} 后升级',
    told: '报{level}',
    'kind.nobody-competent': '无有权队伍',
    'kind.nobody-left': '无人应答',
    'kind.unassigned': '无人承办',
    'kind.rang-late': '计时迟响',
    'kind.file-late': '超时未立案',
    'kind.dispatch-late': '超时未派出',
    'kind.turnout-late': '接单未出发',
    'kind.arrive-late': '超时未到场',
    'kind.check-late': '超时未核查',
    'kind.overdue': '案卷超期',
    'kind.supervision-overrun': '督办未答复',
    'kind.sos': '紧急求救',
    'state.raised': '无人接手',
    'state.owned': '已接手',
    'state.cleared': '已解除',
    'move.own': '接手',
    'move.release': '放手',
    'move.clear': '解除',
    'move.handOver': '随交班转给',
    'move.escalate': '升级',
    'move.resolve': '自行解除',
    owner: '责任人 {name}',
    nobody: '尚无责任人',
    'owned-since': '接手 {age}',
    'open-case': '看案卷',
    'sound.on': '声音开',
    'sound.muted': '静音 {left}',
    'sound.locked': '声音未开，点此打开',
    'sound.mute': '静音 60 s',
    'sound.unmute': '恢复声音',
    others: '另有 {n} 条',
    'open-unit': '看位置',
  },
  en: {
    name: 'Alarms',
    'level.dispatcher': 'Desk',
    'level.shift-lead': 'Shift lead',
    'level.centre-head': 'Centre head',
    'reason.owner-gone': 'its owner’s account was disabled',
    'reason.server-was-away': 'the server was away',
    climbs: 'climbs in {left}',
    'climbs-short': 'up in {left}',
    told: 'to the {level}',
    'kind.nobody-competent': 'Nobody competent',
    'kind.nobody-left': 'Nobody answered',
    'kind.unassigned': 'Nobody assigned',
    'kind.rang-late': 'Timer rang late',
    'kind.file-late': 'Not filed in time',
    'kind.dispatch-late': 'Not dispatched in time',
    'kind.turnout-late': 'Accepted, not departed',
    'kind.arrive-late': 'Not arrived in time',
    'kind.check-late': 'Not checked in time',
    'kind.overdue': 'Case overdue',
    'kind.supervision-overrun': 'Supervision not answered',
    'kind.sos': 'Call for help',
    'state.raised': 'Not owned',
    'state.owned': 'Owned',
    'state.cleared': 'Cleared',
    'move.own': 'Take it on',
    'move.release': 'Let it go',
    'move.clear': 'Clear',
    'move.handOver': 'Handed over',
    'move.escalate': 'Escalated',
    'move.resolve': 'Resolved',
    owner: 'Owner {name}',
    nobody: 'Nobody owns it yet',
    'owned-since': 'owned for {age}',
    'open-case': 'Show incident',
    'sound.on': 'Sound on',
    'sound.muted': 'Muted {left}',
    'sound.locked': 'Sound is off: click to switch on',
    'sound.mute': 'Mute 60 s',
    'sound.unmute': 'Unmute',
    others: '{n} more',
    'open-unit': 'Show where',
  },
})

/** When an alarm that nobody owns calls the next level; empty where it does not. */
export const climbWords = (
  { state, climbAt }: Pick<Alarm, 'state' | 'climbAt'>,
  key: 'climbs' | 'climbs-short',
): string => (state === 'raised' && climbAt ? alarmText(key, { left: countdown(Date.parse(climbAt) - now.value) }) : '')

/** Why something became of an alarm: a code of the rules in words, or somebody's own words. */
export const alarmReason = (reason: string | null): string => {
  const known = alarmReasons.find((one) => one === reason)
  return known ? alarmText(`reason.${known}`) : (reason ?? '')
}
