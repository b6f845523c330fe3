import type { Alarm, AlarmMove } from '@lianqin/shared/alarm'
import { words } from '../kernel/i18n.ts'

type Key =
  | 'name'
  | `kind.${Alarm['kind']}`
  | `state.${Alarm['state']}`
  | `move.${AlarmMove}`
  | 'owner'
  | 'nobody'
  | 'owned-since'
  | 'open-case'

/** The words of alarms: what shouts, and who has taken it on. */
export const alarmText = words<Key>('alarm', {
  'zh-CN': {
    name: '告警',
    'kind.nobody-competent': '无有权队伍',
    'kind.nobody-left': '无人应答',
    'kind.unassigned': '无人承办',
    'kind.rang-late': '计时迟响',
    'state.raised': '无人接手',
    'state.owned': '已接手',
    'state.cleared': '已解除',
    'move.own': '接手',
    'move.release': '放手',
    'move.clear': '解除',
    'move.handOver': '随交班转给',
    'move.resolve': '自行解除',
    owner: '责任人 {name}',
    nobody: '尚无责任人',
    'owned-since': '接手 {age}',
    'open-case': '看案卷',
  },
  en: {
    name: 'Alarms',
    'kind.nobody-competent': 'Nobody competent',
    'kind.nobody-left': 'Nobody answered',
    'kind.unassigned': 'Nobody assigned',
    'kind.rang-late': 'Timer rang late',
    'state.raised': 'Not owned',
    'state.owned': 'Owned',
    'state.cleared': 'Cleared',
    'move.own': 'Take it on',
    'move.release': 'Let it go',
    'move.clear': 'Clear',
    'move.handOver': 'Handed over',
    'move.resolve': 'Resolved',
    owner: 'Owner {name}',
    nobody: 'Nobody owns it yet',
    'owned-since': 'owned for {age}',
    'open-case': 'Show incident',
  },
})
