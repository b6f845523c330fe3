import type { Supervision, SupervisionMove } from '@lianqin/shared/supervision'
import { words } from '../kernel/i18n.ts'

type Key = 'name' | `kind.${Supervision['kind']}` | `state.${Supervision['state']}` | `move.${SupervisionMove}`

/** The words of supervision: what the centre orders a squad to answer, and how far it has got. */
export const supervisionText = words<Key>('supervision', {
  'zh-CN': {
    name: '督办',
    'kind.order': '督办',
    'kind.reminder': '监督提醒',
    'state.issued': '待签收',
    'state.acknowledged': '待答复',
    'state.answered': '已答复',
    'state.closed': '已办结',
    'state.withdrawn': '已撤销',
    'move.acknowledge': '签收',
    'move.answer': '答复',
    'move.close': '办结',
    'move.again': '重新答复',
    'move.withdraw': '撤销',
    'move.overrun': '逾期',
  },
  en: {
    name: 'Supervision',
    'kind.order': 'supervision order',
    'kind.reminder': 'reminder notice',
    'state.issued': 'To be acknowledged',
    'state.acknowledged': 'To be answered',
    'state.answered': 'Answered',
    'state.closed': 'Closed',
    'state.withdrawn': 'Withdrawn',
    'move.acknowledge': 'Acknowledge',
    'move.answer': 'Answer',
    'move.close': 'Close',
    'move.again': 'Ask again',
    'move.withdraw': 'Withdraw',
    'move.overrun': 'Overdue',
  },
})
