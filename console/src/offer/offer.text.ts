import {
  type DeclineReason,
  declineReasons,
  type Offer,
  type OfferMove,
  type OfferState,
  offerEndings,
} from '@lianqin/shared/offer'
import { words } from '../kernel/i18n.ts'

type Key =
  | 'name'
  | `state.${OfferState}`
  | `move.${OfferMove}`
  | `decline.${DeclineReason}`
  | `ending.${(typeof offerEndings)[number]}`
  | 'offer-to'
  | 'answer-by'
  | 'left'
  | 'by-hand'
  | 'by-ranking'
  | 'recommended'
  | 'count'
  | 'none-committed'
  | 'computed-at'
  | 'recompute'
  | 'changed'
  | 'gone'
  | 'passed-over'
  | 'liaison'
  | 'not-authorised'
  | 'preview'
  | 'members'
  | 'not-computed'
  | 'receipt.made'
  | 'receipt.delivered'
  | 'receipt.seen'
  | 'receipt.none'
  | 'receipt.reminded'
  | 'by-hand-place'
  | 'by-hand-unranked'
  | 'mark'
  | 'marked'

/** The words of offers: how far one has got, and why a squad declines. */
export const offerText = words<Key>('offer', {
  'zh-CN': {
    name: '派单',
    'state.made': '已派出',
    'state.delivered': '已送达',
    'state.seen': '已查看',
    'state.accepted': '已接单',
    'state.declined': '不接',
    'state.lapsed': '逾时未应答',
    'state.withdrawn': '已撤回',
    'move.deliver': '送达',
    'move.see': '查看',
    'move.remind': '催接',
    'move.widen': '多队同派',
    'move.narrow': '单队派单',
    'move.accept': '接单',
    'move.decline': '不接',
    'move.lapse': '逾时',
    'move.withdraw': '撤回派单',
    'decline.busy': '手头有急事',
    'decline.too-far': '距离太远',
    'decline.not-ours': '不属本队职责',
    'decline.unsafe': '现场不安全',
    'decline.no-crew': '人手不足',
    'ending.taken': '他队已先接单',
    'ending.server-was-away': '其间服务中断',
    'offer-to': '派给 {squad}',
    'answer-by': '{time} 前应答',
    left: '待应答 {left}',
    'by-hand': '席位指派',
    'by-ranking': '按推荐派出',
    recommended: '推荐',
    count: '{n} 支可派',
    'none-committed': '未提交',
    'computed-at': '{time} 计算',
    recompute: '重新计算',
    changed: '排序已变动',
    gone: '{squad} 已不可派：{why}',
    'passed-over': '未列入',
    liaison: '{force}属地联络配合',
    'not-authorised': '无权',
    preview: '立案后派给',
    members: '协同',
    'not-computed': '正在计算',
    'receipt.made': '派出 {time}',
    'receipt.delivered': '送达 {time}',
    'receipt.seen': '查看 {time}',
    'receipt.none': '尚未送达',
    'receipt.reminded': '催接 {time}',
    'by-hand-place': '席位指派，推荐第 {place}',
    'by-hand-unranked': '席位指派，不在推荐之列',
    mark: '标记 {squad}，一并派单',
    marked: '已标记',
  },
  en: {
    name: 'Offer',
    'state.made': 'Sent out',
    'state.delivered': 'Delivered',
    'state.seen': 'Seen',
    'state.accepted': 'Accepted',
    'state.declined': 'Declined',
    'state.lapsed': 'No answer in time',
    'state.withdrawn': 'Withdrawn',
    'move.deliver': 'Delivered',
    'move.see': 'Seen',
    'move.remind': 'Press for an answer',
    'move.widen': 'Ask others too',
    'move.narrow': 'Ask it alone',
    'move.accept': 'Accept',
    'move.decline': 'Decline',
    'move.lapse': 'Lapse',
    'move.withdraw': 'Withdraw the offer',
    'decline.busy': 'Busy with something urgent',
    'decline.too-far': 'Too far away',
    'decline.not-ours': 'Not our duty',
    'decline.unsafe': 'Not safe there',
    'decline.no-crew': 'Not enough crew',
    'ending.taken': 'another squad was first',
    'ending.server-was-away': 'the server was away',
    'offer-to': 'Offer to {squad}',
    'answer-by': 'answer by {time}',
    left: 'to answer {left}',
    'by-hand': 'chosen by hand',
    'by-ranking': 'by ranking',
    recommended: 'Recommended',
    count: '{n} can go',
    'none-committed': 'nothing committed',
    'computed-at': 'at {time}',
    recompute: 'Compute again',
    changed: 'the order has changed',
    gone: '{squad} cannot go any more: {why}',
    'passed-over': 'Passed over',
    liaison: '{force} assists as liaison',
    'not-authorised': 'not authorised',
    preview: 'Once filed, goes to',
    members: 'With it',
    'not-computed': 'being computed',
    'receipt.made': 'sent {time}',
    'receipt.delivered': 'delivered {time}',
    'receipt.seen': 'seen {time}',
    'receipt.none': 'not delivered yet',
    'receipt.reminded': 'pressed {time}',
    'by-hand-place': 'by hand, ranked {place}',
    'by-hand-unranked': 'by hand, not ranked',
    mark: 'Mark {squad} to be asked with others',
    marked: 'marked',
  },
})

/** Why an offer ended: one of the five taps in words, a code of the rules in words, or somebody's own words. */
export const offerReason = (reason: string | null): string => {
  const tap = declineReasons.find((one) => one === reason)
  if (tap) return offerText(`decline.${tap}`)
  const ending = offerEndings.find((one) => one === reason)
  return ending ? offerText(`ending.${ending}`) : (reason ?? '')
}

/** Who chose this squad; and where it stood in the ranking, if a person did not take the first. */
export const choiceWords = ({ byHand, place, proposedId, squadId }: Offer): string => {
  if (!byHand) return offerText('by-ranking')
  if (place === 1 || proposedId === null || proposedId === squadId) return offerText('by-hand')
  return place === null ? offerText('by-hand-unranked') : offerText('by-hand-place', { place })
}

/** A distance at a glance: 640 m, 1.1 km. */
export const distanceWords = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`
