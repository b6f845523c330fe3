import type { IncidentMove } from '@lianqin/shared/incident'
import type { OfferMove } from '@lianqin/shared/offer'
import type { TaskMove } from '@lianqin/shared/task'
import { words } from '../kernel/i18n.ts'
import { type DecidingKey, decidingWords } from './timeline-deciding.text.ts'

type Key =
  | DecidingKey
  | 'reported'
  | 'reported-filed'
  | 'imported'
  | 'task-opened'
  | 'task-crewed'
  | 'task-uncrewed'
  | 'between-names'
  | 'offer-made'
  | 'offer-made-by-hand'
  | 'offer-made-at-once'
  | 'not-first'
  | 'not-ranked'
  | `incident.${IncidentMove}`
  | `task.${TaskMove}`
  | `offer.${OfferMove}`
  | 'photo-added'
  | 'noted'
  | 'arrival-seen'
  | 'arrival-left'
  | 'arrival-dismissed'
  | 'incident-amended'
  | `${'urgent' | 'major'}.${'on' | 'off'}`
  | 'part-of'
  | 'part-of.none'
  | 'part-of.unknown'
  | 'other'
  | 'because'

/** What one line of a case's log says, after who did it. `squad` is the squad it is about, where there is one. */
export const timelineText = words<Key>('timeline', {
  'zh-CN': {
    ...decidingWords['zh-CN'],
    reported: '上报',
    'reported-filed': '上报并立案',
    imported: '由导入上报',
    'task-opened': '开出任务',
    'task-crewed': '执法人员 {names}',
    'task-uncrewed': '撤下全部执法人员',
    'between-names': '、',
    'photo-added': '加入照片',
    noted: '备注：{text}',
    'arrival-seen': '{squad} 的位置看来已到场（{time}），待队伍确认',
    'arrival-left': '{squad} 的位置又离开了（{time}）',
    'arrival-dismissed': '说明尚未到场',
    'incident-amended': '更正案卷',
    'urgent.on': '设为急件',
    'urgent.off': '取消急件',
    'major.on': '设为重大案件',
    'major.off': '取消重大',
    'part-of': '归入重大案件 {no}',
    'part-of.none': '移出重大案件',
    'part-of.unknown': '归入一起重大案件',
    'offer-made': '按推荐派给 {squad}',
    'offer-made-by-hand': '指派给 {squad}',
    'offer-made-at-once': '同时派给 {squad}',
    'not-first': '{made}（推荐第 {place}，首选为 {first}）',
    'not-ranked': '{made}（不在推荐之列，首选为 {first}）',
    'incident.file': '立案',
    'incident.reject': '不予立案',
    'incident.void': '作废',
    'incident.dispatch': '转为已派遣',
    'incident.handle': '转为待结案',
    'incident.resume': '转回已派遣',
    'incident.extend': '案卷延期至 {until}（经{who}批准）',
    'incident.suspend': '案卷挂账至 {until}（经{who}批准）',
    'incident.takeUp': '恢复办理',
    'incident.forceClose': '案卷强制结案（经{who}批准）',
    'incident.raise': '提升警级',
    'incident.unmerge': '恢复为独立案卷',
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
    'task.passOn': '要求返工；{squad} 已离岗，另行派遣',
    'task.check': '核查通过 {squad}',
    'task.callOff': '让 {squad} 收队停派',
    'task.recall': '从 {squad} 召回改派',
    'task.unacknowledge': '{squad} 接单后未按时出发',
    'offer.deliver': '收到派单',
    'offer.see': '查看派单',
    'offer.remind': '再次催接 {squad}',
    'offer.widen': '除 {squad} 外并派他队，先接者办',
    'offer.narrow': '他队已撤回，只派 {squad}',
    'offer.accept': '接单',
    'offer.decline': '不接',
    'offer.lapse': '{squad} 逾时未应答',
    'offer.withdraw': '撤回给 {squad} 的派单',
    other: '{kind}',
    because: '：{reason}',
  },
  en: {
    ...decidingWords.en,
    reported: 'reported it',
    'reported-filed': 'reported and filed it',
    imported: 'imported it',
    'task-opened': 'opened a task',
    'task-crewed': 'put on it: {names}',
    'task-uncrewed': 'took everybody off it',
    'between-names': ', ',
    'photo-added': 'added a picture',
    noted: 'noted: {text}',
    'arrival-seen': '{squad} seems to have arrived by its position ({time}); the squad has not said so',
    'arrival-left': '{squad} has left again by its position ({time})',
    'arrival-dismissed': 'said that it has not arrived',
    'incident-amended': 'corrected the case',
    'urgent.on': 'made it urgent',
    'urgent.off': 'took the urgency off it',
    'major.on': 'made it a major incident',
    'major.off': 'made it no major incident',
    'part-of': 'made it part of major incident {no}',
    'part-of.none': 'took it out of its major incident',
    'part-of.unknown': 'made it part of a major incident',
    'offer-made': 'offered it to {squad} by ranking',
    'offer-made-by-hand': 'offered it to {squad}',
    'offer-made-at-once': 'offered it to {squad} with others',
    'not-first': '{made} (not the first proposal: rank {place}; first was {first})',
    'not-ranked': '{made} (not among the proposals; first was {first})',
    'incident.file': 'filed it',
    'incident.reject': 'did not file it',
    'incident.void': 'voided it',
    'incident.dispatch': 'set it to dispatched',
    'incident.handle': 'set it to be closed',
    'incident.resume': 'set it back to dispatched',
    'incident.extend': 'Case extended until {until} (approved by {who})',
    'incident.suspend': 'Case suspended until {until} (approved by {who})',
    'incident.takeUp': 'took it up again',
    'incident.forceClose': 'Case closed by decree (approved by {who})',
    'incident.raise': 'raised the alarm level',
    'incident.unmerge': 'found it was no duplicate',
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
    'task.passOn': 'asked for it to be reworked; {squad} is off duty, so others are asked',
    'task.check': 'approved the work of {squad}',
    'task.callOff': 'called {squad} off',
    'task.recall': 'recalled it from {squad}',
    'task.unacknowledge': '{squad} accepted and did not depart in time',
    'offer.deliver': 'received the offer',
    'offer.see': 'saw the offer',
    'offer.remind': 'pressed {squad} for an answer',
    'offer.widen': 'asked others beside {squad}: the first to accept has it',
    'offer.narrow': 'asks {squad} alone, the others no more',
    'offer.accept': 'accepted',
    'offer.decline': 'declined',
    'offer.lapse': '{squad} did not answer in time',
    'offer.withdraw': 'withdrew the offer to {squad}',
    other: '{kind}',
    because: ': {reason}',
  },
})
