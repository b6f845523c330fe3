import type { Because } from '@lianqin/shared/offer'
import { type BecauseCode, becauses } from '@lianqin/shared/recommendation'
import { words } from '../kernel/i18n.ts'
import { age, SECOND } from '../kernel/time.ts'
import { declineText } from './offer.text.ts'

const sentences = words<BecauseCode>('because', {
  'zh-CN': {
    'authority.empowered': '有权：赋权镇街，以本镇街名义执法',
    'authority.department': '有权：主管部门队伍，属地联络配合',
    'authority.direct': '有权：直属队伍，全区可派',
    'authority.none': '对此事项在此地无权',
    'authority.not-delegated': '此事项未下放到该镇街',
    'duty.off': '已离岗',
    'position.live': '位置实时{age}',
    'position.stale': '位置稍旧{age}',
    'position.lost': '失联：位置超过 10 分钟{age}',
    'position.none': '没有位置',
    'load.free': '空闲',
    'load.busy': '在办{tasks}',
    'offer.live': '已有派单待应答',
    'offer.declined': '此案已不接{reason}',
    'offer.lapsed': '此案逾时未应答',
    'offer.withdrawn': '此案派单已撤回',
    'task.sent-back': '此案已退回{reason}',
    'short.nobody-competent': '缺口：本系统内无有权队伍',
    'short.nobody-on-duty': '缺口：有权队伍均已离岗',
    'short.nobody-located': '缺口：有权队伍均无新鲜位置',
    'short.nobody-left': '缺口：可派队伍均已问过',
  },
  en: {
    'authority.empowered': 'Has authority: the empowered township enforces in its own name',
    'authority.department': 'Has authority: squad of the department, the township assists',
    'authority.direct': 'Has authority: direct squad, works in the whole district',
    'authority.none': 'No authority for this matter here',
    'authority.not-delegated': 'This matter is not delegated to the township',
    'duty.off': 'Off duty',
    'position.live': 'Position is live{age}',
    'position.stale': 'Position is not quite fresh{age}',
    'position.lost': 'Lost: no position for more than 10 minutes{age}',
    'position.none': 'No position',
    'load.free': 'Free',
    'load.busy': 'Busy{tasks}',
    'offer.live': 'Has an offer to answer already',
    'offer.declined': 'Declined this one{reason}',
    'offer.lapsed': 'Did not answer this one in time',
    'offer.withdrawn': 'Its offer for this one was withdrawn',
    'task.sent-back': 'Sent this one back{reason}',
    'short.nobody-competent': 'Missing: nobody in this system has authority',
    'short.nobody-on-duty': 'Missing: all who have authority are off duty',
    'short.nobody-located': 'Missing: no squad with authority has a fresh position',
    'short.nobody-left': 'Missing: all who could go have been asked',
  },
})

/** Whether a reason speaks for the squad; the others say why not, or what to mind. */
const SPEAKS_FOR: readonly BecauseCode[] = [
  'authority.empowered',
  'authority.department',
  'authority.direct',
  'position.live',
  'load.free',
]
export const speaksFor = (because: Because): boolean => SPEAKS_FOR.some((code) => code === because.code)

/** A reason of the ranking in words. A code that this console does not know yet stands for itself. */
export function becauseText({ code, params }: Because): string {
  const known = becauses.find((one) => one === code)
  if (!known) return code
  const seconds = params.ageS ?? params.seconds
  const tasks = params.tasks ?? params.load
  const reason = typeof params.reason === 'string' ? declineText(params.reason) : ''
  return sentences(known, {
    ...params,
    age: typeof seconds === 'number' ? ` ${age(seconds * SECOND)}` : '',
    tasks: tasks === undefined ? '' : ` ${tasks}`,
    reason: reason && `: ${reason}`,
  })
}
