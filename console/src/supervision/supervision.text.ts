import type { Supervision, SupervisionMove } from '@lianqin/shared/supervision'
import { words } from '../kernel/i18n.ts'

type Key =
  | 'name'
  | `kind.${Supervision['kind']}`
  | `state.${Supervision['state']}`
  | `move.${SupervisionMove}`
  | `issue.${Supervision['kind']}`
  | `usual.${'late' | 'quality' | 'contact'}`
  | 'done-issued'
  | 'done-moved'
  | 'squad'
  | 'text'
  | 'text-missing'
  | 'amount'
  | 'amount-unfit'
  | 'clock'
  | 'left'
  | 'issued-by'
  | 'acknowledged-at'
  | 'answered-at'
  | 'overrun-at'
  | 'no-squad'

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
    'issue.order': '下达督办',
    'issue.reminder': '下达监督提醒',
    'usual.late': '请说明逾期原因并报办结时间',
    'usual.quality': '处置不到位，请整改后报结果',
    'usual.contact': '请立即与指挥中心联系',
    'done-issued': '{no} 已向 {squad} 下达{kind}，{time} 前答复',
    'done-moved': '{squad} {kind}：{state}',
    squad: '向哪一队',
    text: '内容',
    'text-missing': '须写明内容',
    amount: '答复时限',
    'amount-unfit': '时限须为正数，至多 365',
    clock: '按哪种时钟',
    left: '余 {left}',
    'issued-by': '{who} {time} 下达',
    'acknowledged-at': '签收 {time}',
    'answered-at': '答复 {time}',
    'overrun-at': '逾期 {time}',
    'no-squad': '本案没有承办过的队伍',
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
    'issue.order': 'Issue a supervision order',
    'issue.reminder': 'Issue a reminder notice',
    'usual.late': 'Say why it is late and when it will be done',
    'usual.quality': 'Not done well enough: put it right and report',
    'usual.contact': 'Call the command centre at once',
    'done-issued': '{no}: {kind} issued to {squad}, answer by {time}',
    'done-moved': '{squad}, {kind}: {state}',
    squad: 'To which squad',
    text: 'Text',
    'text-missing': 'Say what is to be answered',
    amount: 'Time to answer',
    'amount-unfit': 'A number above 0, at most 365',
    clock: 'On which clock',
    left: '{left} left',
    'issued-by': 'by {who} {time}',
    'acknowledged-at': 'acknowledged {time}',
    'answered-at': 'answered {time}',
    'overrun-at': 'overdue since {time}',
    'no-squad': 'no squad has or had this case',
  },
})
