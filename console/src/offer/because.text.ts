import type { Because } from '@lianqin/shared/offer'
import { type BecauseCode, becauses } from '@lianqin/shared/recommendation'
import { language, words } from '../kernel/i18n.ts'
import { age, MINUTE, SECOND } from '../kernel/time.ts'
import { distanceWords, offerReason } from './offer.text.ts'

const sentences = words<BecauseCode>('because', {
  'zh-CN': {
    'area.empowered': '{area}赋权',
    'area.liaison': '{area}未赋权，部门主办',
    'area.assists': '{area}未赋权，只作联络',
    'area.elsewhere': '非{area}队伍',
    'item.delegated': '{matter} 已下放',
    'item.not-delegated': '{matter} 未下放',
    'item.delegated-away': '{matter} 已下放镇街',
    'item.department': '{matter} 本部门主管',
    'item.direct': '直属队伍，各事项可派',
    'item.called': '按预案协同',
    'item.none': '对 {matter} 无权',
    'kind.first': '预案首选',
    'kind.alternate': '预案第 {nth} 备选',
    'kind.other': '非预案所列队伍',
    'duty.off': '已离岗',
    'crew.enough': '在岗 {crew} 人',
    'crew.too-small': '在岗 {crew} 人，需 {needed} 人',
    'licence.enough': '持证 {licensed} 人',
    'licence.too-few': '持证 {licensed} 人，需 {needed} 人',
    'position.live': '位置实时{age}',
    'position.stale': '位置稍旧{age}',
    'position.lost': '失联：位置超过 10 分钟{age}',
    'position.none': '没有位置',
    'travel.estimated': '{distance}·约 {minutes}′',
    'travel.routed': '{distance}·路程 {minutes}′',
    'load.free': '空闲',
    'load.busy': '在办{tasks}',
    'load.urgent': '在办急件或重大案件，共{tasks}',
    'load.full': '在办{tasks}，已满',
    'idle.since': '已等 {span}',
    'cover.left': '派后余 {squads} 队',
    'cover.reserve': '留作备勤：派后余 {squads} 队，须留 {reserve} 队',
    'offer.live': '已有派单待应答',
    'offer.declined': '此案已不接{reason}',
    'offer.lapsed': '此案逾时未应答',
    'offer.withdrawn': '此案派单已撤回',
    'task.sent-back': '此案已退回{reason}',
    'task.recalled': '已从本案召回',
    'short.nobody-competent': '缺口：本系统内无有权队伍',
    'short.nobody-of-kind': '缺口：预案要求的队伍一支也没有',
    'short.nobody-on-duty': '缺口：有权队伍均已离岗',
    'short.nobody-left': '缺口：可派队伍均已问过',
    'short.nobody-located': '缺口：有权队伍均无新鲜位置',
    'short.crews-too-small': '缺口：有权队伍在岗人数均不足',
    'short.too-few-licensed': '缺口：有权队伍持证人数均不足',
    'short.all-full': '缺口：有权队伍均已满额',
    'short.reserve-only': '缺口：只余备勤队伍，可由席位指派',
  },
  en: {
    'area.empowered': '{area} is empowered',
    'area.liaison': '{area} is not empowered: a department leads',
    'area.assists': '{area} is not empowered: it only assists',
    'area.elsewhere': 'Not a squad of {area}',
    'item.delegated': '{matter} is delegated to it',
    'item.not-delegated': '{matter} is not delegated to it',
    'item.delegated-away': '{matter} is delegated to the township',
    'item.department': '{matter} is its own',
    'item.direct': 'Direct squad: any matter',
    'item.called': 'Called to help',
    'item.none': 'No authority for {matter}',
    'kind.first': 'First choice of the plan',
    'kind.alternate': 'Alternate {nth} of the plan',
    'kind.other': 'Not in the plan',
    'duty.off': 'Off duty',
    'crew.enough': 'Crew of {crew}',
    'crew.too-small': 'Crew of {crew}, {needed} needed',
    'licence.enough': '{licensed} licensed',
    'licence.too-few': '{licensed} licensed, {needed} needed',
    'position.live': 'Position is live{age}',
    'position.stale': 'Position is not quite fresh{age}',
    'position.lost': 'Lost: no position for more than 10 minutes{age}',
    'position.none': 'No position',
    'travel.estimated': '{distance}·about {minutes}′',
    'travel.routed': '{distance}·{minutes}′ by road',
    'load.free': 'Free',
    'load.busy': 'Busy{tasks}',
    'load.urgent': 'On an urgent or major case, busy{tasks}',
    'load.full': 'Busy{tasks}, as much as it may hold',
    'idle.since': 'Waiting for {span}',
    'cover.left': 'Leaves {squads} free',
    'cover.reserve': 'Reserve: leaves {squads} free, {reserve} are kept',
    'offer.live': 'Has an offer to answer already',
    'offer.declined': 'Declined this one{reason}',
    'offer.lapsed': 'Did not answer this one in time',
    'offer.withdrawn': 'Its offer for this one was withdrawn',
    'task.sent-back': 'Sent this one back{reason}',
    'task.recalled': 'Recalled from this case',
    'short.nobody-competent': 'Missing: nobody in this system has authority',
    'short.nobody-of-kind': 'Missing: none of the kinds that the plan asks for',
    'short.nobody-on-duty': 'Missing: all who have authority are off duty',
    'short.nobody-left': 'Missing: all who could go have been asked',
    'short.nobody-located': 'Missing: no squad with authority has a fresh position',
    'short.crews-too-small': 'Missing: no squad with authority has the crew for it',
    'short.too-few-licensed': 'Missing: no squad with authority has the licences for it',
    'short.all-full': 'Missing: all who have authority have their hands full',
    'short.reserve-only': 'Missing: only the reserve is left; the desk may still choose it',
  },
})

/** Reasons that speak for the squad; the others say why not, or what to mind. */
const SPEAKS_FOR: ReadonlySet<string> = new Set<BecauseCode>([
  'area.empowered',
  'area.liaison',
  'item.delegated',
  'item.department',
  'item.direct',
  'item.called',
  'kind.first',
  'kind.alternate',
  'crew.enough',
  'licence.enough',
  'position.live',
  'travel.estimated',
  'travel.routed',
  'load.free',
  'idle.since',
])
export const speaksFor = ({ code, params }: Because): boolean =>
  SPEAKS_FOR.has(code) || (code === 'cover.left' && params.squads !== 0)

/** Where the squad's authority comes from, as against where it stands and how it is placed. */
export const isOfAuthority = ({ code }: Because): boolean => /^(area|item|kind)\./.test(code)
/** How far it is: told beside the name, where it can be compared down the list. */
export const isOfTravel = ({ code }: Because): boolean => code.startsWith('travel.')

const numberOr = (value: unknown, say: (value: number) => string): string =>
  typeof value === 'number' ? say(value) : ''

/** A reason of the ranking in words. A code that this console does not know yet stands for itself. */
export function becauseText({ code, params }: Because): string {
  const known = becauses.find((one) => one === code)
  if (!known) return code
  const inOwnWords = typeof params.reason === 'string' ? offerReason(params.reason) : ''
  return sentences(known, {
    ...params,
    area: params[language.value === 'zh' ? 'areaZh' : 'areaEn'] ?? '',
    matter: params.matter ?? '',
    distance: numberOr(params.metres, distanceWords),
    span: numberOr(params.minutes, (minutes) => age(minutes * MINUTE)),
    age: numberOr(params.ageS, (seconds) => ` ${age(seconds * SECOND)}`),
    tasks: numberOr(params.tasks, (tasks) => ` ${tasks}`),
    reason: inOwnWords && `: ${inOwnWords}`,
  })
}
