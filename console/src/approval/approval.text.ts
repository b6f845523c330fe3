import type { Approval, ApprovalMove } from '@lianqin/shared/approval'
import { words } from '../kernel/i18n.ts'

type Key = 'name' | `subject.${Approval['subject']}` | `state.${Approval['state']}` | `move.${ApprovalMove}`

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
  },
})
