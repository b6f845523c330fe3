import type { Task, TaskMove, TaskState } from '@lianqin/shared/task'
import { words } from '../kernel/i18n.ts'

type Key =
  | 'name'
  | `state.${TaskState}`
  | `move.${TaskMove}`
  | `part.${Task['part']}`
  | 'result'
  | 'reason'
  | 'load'
  | 'unacknowledged'

/** The words of tasks: states as lists show them, moves as buttons name them. */
export const taskText = words<Key>('task', {
  'zh-CN': {
    name: '任务',
    'part.lead': '主办',
    'part.member': '协同',
    'state.open': '待派',
    'state.offered': '待应答',
    'state.accepted': '已接单',
    'state.en-route': '途中',
    'state.on-scene': '到场',
    'state.handled': '待核查',
    'state.checked': '已核查',
    'state.sent-back': '已退回',
    'state.called-off': '已收回',
    'move.offer': '派单',
    'move.free': '释放',
    'move.accept': '接单',
    'move.depart': '出发',
    'move.arrive': '到场',
    'move.finish': '办结',
    'move.unacknowledge': '未按时出发',
    'move.sendBack': '退回',
    'move.rework': '返工',
    'move.passOn': '返工另派',
    'move.check': '核查通过',
    'move.callOff': '收队停派',
    'move.recall': '召回改派',
    result: '处置结果',
    reason: '理由',
    load: '在办 {n}',
    unacknowledged: '接单后未按时出发，不算签收',
  },
  en: {
    name: 'Task',
    'part.lead': 'Lead',
    'part.member': 'Member',
    'state.open': 'Open',
    'state.offered': 'Offered',
    'state.accepted': 'Accepted',
    'state.en-route': 'En route',
    'state.on-scene': 'On scene',
    'state.handled': 'To be checked',
    'state.checked': 'Checked',
    'state.sent-back': 'Sent back',
    'state.called-off': 'Called off',
    'move.offer': 'Offer',
    'move.free': 'Free',
    'move.accept': 'Accept',
    'move.depart': 'Depart',
    'move.arrive': 'Arrive',
    'move.finish': 'Finish',
    'move.unacknowledge': 'Not departed in time',
    'move.sendBack': 'Send back',
    'move.rework': 'Rework',
    'move.passOn': 'Rework by others',
    'move.check': 'Approve',
    'move.callOff': 'Call off, ask nobody',
    'move.recall': 'Recall and reassign',
    result: 'Result',
    reason: 'Reason',
    load: '{n} in hand',
    unacknowledged: 'Not departed in time: counts as not acknowledged since',
  },
})
