import { words } from '../kernel/i18n.ts'

/** The words of taking a case from those who have it or are asked for it: what a step does, and to whom. */
export const takingText = words('taking', {
  'zh-CN': {
    'squad-state': '{squad}（{state}）',
    'void.into': '{no} 并入 {into}',
    'void.recalls': '；召回 {squads}',
    'void.recalls-none': '；没有队伍须召回',
    'hint.task.callOff': '队伍收回，本案不再自动派给他队',
    'hint.task.recall': '队伍召回，随即按推荐派给下一队',
    'hint.offer.withdraw': '收回尚未应答的派单；接了单的队伍不受影响',
    'hint.incident.unmerge': '不是重复：从原案卷分出，按原时限继续办理',
    reassign: '{no} 改派给 {squad}',
    'reassign.several': '同时派出',
    'reassign.about': '现已派给 {from}（{state}）。撤回并改派给 {to}？',
    'reassign.free': '已无待应答的派单。派给 {to}？',
    'reassign.taken': '此单已由 {squad} 接走（{state}）。确定即召回改派。',
    'reassign.taken-only': '此单已由 {squad} 接走（{state}）',
  },
  en: {
    'squad-state': '{squad} ({state})',
    'void.into': '{no} is merged into {into}',
    'void.recalls': '; recalled: {squads}',
    'void.recalls-none': '; no squad is recalled',
    'hint.task.callOff': 'The squad goes home; nobody else is asked by itself',
    'hint.task.recall': 'The squad is taken off it, and the next one is asked at once',
    'hint.offer.withdraw': 'Takes back an offer that nobody has answered; a squad that accepted keeps the case',
    'hint.incident.unmerge': 'No duplicate: it stands on its own again, on the clock that it had',
    reassign: '{no}: reassign to {squad}',
    'reassign.several': 'at once',
    'reassign.about': 'Offered now to {from} ({state}). Withdraw it and reassign to {to}?',
    'reassign.free': 'No offer waits any more. Offer to {to}?',
    'reassign.taken': '{squad} has accepted it by now ({state}). Confirm to recall and reassign it.',
    'reassign.taken-only': '{squad} has accepted it by now ({state})',
  },
})
