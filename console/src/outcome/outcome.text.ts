import type { LeadMove, LeadState } from '@lianqin/shared/lead'
import type { PartyKind } from '@lianqin/shared/party'
import type { PhotoStage } from '@lianqin/shared/photo'
import { words } from '../kernel/i18n.ts'

type Key =
  | `stage.${PhotoStage}`
  | `state.${LeadState}`
  | `move.${LeadMove}`
  | `party.${PartyKind}`
  | 'group'
  | 'photos'
  | 'photo-add'
  | 'photo-look'
  | 'photo-done'
  | 'photo-facts'
  | 'photo-previous'
  | 'photo-next'
  | 'photo-none'
  | 'lead-line'
  | 'lead-of'
  | 'returned-for'
  | 'decide-by'
  | 'owed'
  | 'owed-short'
  | 'omitted'
  | 'to-case'
  | 'close-to-case'
  | 'to-case-how'
  | 'to-case-done'
  | 'no-lead'
  | 'no-lead-done'
  | 'move-done'
  | 'item'
  | 'item-hint'
  | 'item-missing'
  | 'note'
  | 'note-missing'
  | 'closed-by'
  | 'party'
  | 'party-none'
  | 'party-show'
  | 'party-name'
  | 'party-name-missing'
  | 'credit-code'
  | 'credit-code-wrong'
  | 'id-tail'
  | 'id-tail-wrong'
  | 'office'
  | 'office-audit'
  | 'office-audit-none'
  | 'office-leads'
  | 'office-leads-none'
  | 'office-more'
  | 'closed-on'
  | 'only-desk'
  | 'only-decider'
  | 'not-now'

/** The words of what a case ends in: pictures, the lead to the case centre, the audit. */
export const outcomeText = words<Key>('outcome', {
  'zh-CN': {
    group: '案源与处罚',
    'stage.report': '上报',
    'stage.handling': '处置',
    'stage.check': '核查',
    'state.open': '待受理',
    'state.taken': '办理中',
    'state.returned': '已退回',
    'state.decided': '已决定',
    'state.withdrawn': '已收回',
    'move.take': '受理',
    'move.return': '退回案源',
    'move.resubmit': '重新移送',
    'move.decide': '作出决定',
    'move.withdraw': '收回案源',
    'move.openAgain': '再次移送',
    'party.person': '个人',
    'party.organisation': '单位',
    photos: '照片 {n}',
    'photo-add': '加照片',
    'photo-look': '看照片',
    'photo-done': '照片已存入 {no}',
    'photo-facts': '{stage}·{time}·{who}·{size}',
    'photo-previous': '上一张',
    'photo-next': '下一张',
    'photo-none': '还没有照片。',
    'lead-line': '案源 {no}·{state}',
    'lead-of': '以{subject}名义',
    'returned-for': '退回理由：{reason}',
    'decide-by': '须在 {day} 前决定',
    owed: '以违法结案，未移送案源，也未说明理由',
    'owed-short': '未移送 {n}',
    omitted: '不移送案源：{reason}（{who}）',
    'to-case': '移送案源',
    'close-to-case': '结案并移送案源',
    'to-case-how': '一件案卷只生成一条案源，照片随同移送。',
    'to-case-done': '{no} 已移送案源',
    'no-lead': '不移送，说明理由',
    'no-lead-done': '{no} 不移送的理由已登记',
    'move-done': '案源 {no}：已{move}',
    item: '执法事项',
    'item-hint': '名称、编码、拼音首字母',
    'item-missing': '请选执法事项',
    note: '情况说明',
    'note-missing': '请写明情况',
    'closed-by': '结案条件',
    party: '当事人',
    'party-none': '尚未查明',
    'party-show': '看全名',
    'party-name': '姓名或名称',
    'party-name-missing': '请写当事人姓名或名称',
    'credit-code': '统一社会信用代码（可不填）',
    'credit-code-wrong': '应为 18 位数字和大写字母',
    'id-tail': '身份证末四位（可不填，用于区分同名）',
    'id-tail-wrong': '应为末四位，最后一位可为 X',
    office: '案源与稽核',
    'office-audit': '以违法结案而未移送，也无理由 {n}',
    'office-audit-none': '没有。每件违法都已移送，或说明了理由。',
    'office-leads': '案源 {n}',
    'office-leads-none': '还没有案源。',
    'office-more': '另有 {n} 件未列出，处理后自动补上。',
    'closed-on': '{day} 结案',
    'only-desk': '须由派遣员、值班长办理',
    'only-decider': '须由值班长、中心负责人办理',
    'not-now': '案卷现在的状态不能做这一步',
  },
  en: {
    group: 'Leads and penalties',
    'stage.report': 'report',
    'stage.handling': 'handling',
    'stage.check': 'check',
    'state.open': 'to be taken up',
    'state.taken': 'taken up',
    'state.returned': 'returned',
    'state.decided': 'decided',
    'state.withdrawn': 'taken back',
    'move.take': 'Take up',
    'move.return': 'Return the lead',
    'move.resubmit': 'Hand over again',
    'move.decide': 'Decide',
    'move.withdraw': 'Take the lead back',
    'move.openAgain': 'Hand over once more',
    'party.person': 'a person',
    'party.organisation': 'an organisation',
    photos: 'Pictures {n}',
    'photo-add': 'Add a picture',
    'photo-look': 'Look at the pictures',
    'photo-done': 'The picture is in {no}',
    'photo-facts': '{stage}·{time}·{who}·{size}',
    'photo-previous': 'Previous',
    'photo-next': 'Next',
    'photo-none': 'No pictures yet.',
    'lead-line': 'Lead {no}·{state}',
    'lead-of': 'in the name of {subject}',
    'returned-for': 'Returned: {reason}',
    'decide-by': 'to be decided by {day}',
    owed: 'Closed as a violation, without a lead and without a reason why not',
    'owed-short': 'no lead {n}',
    omitted: 'No lead: {reason} ({who})',
    'to-case': 'To the case centre',
    'close-to-case': 'Close, to the case centre',
    'to-case-how': 'One case makes one lead; its pictures go with it.',
    'to-case-done': '{no} went to the case centre',
    'no-lead': 'No lead, say why',
    'no-lead-done': 'Why {no} has no lead is recorded',
    'move-done': 'Lead {no}: {move}',
    item: 'Item',
    'item-hint': 'name, code or pinyin initials',
    'item-missing': 'Choose an item',
    note: 'What was found',
    'note-missing': 'Say what was found',
    'closed-by': 'Closed because',
    party: 'Party',
    'party-none': 'not known yet',
    'party-show': 'Show the full name',
    'party-name': 'Name',
    'party-name-missing': 'Give the name of the party',
    'credit-code': 'Unified social credit code (optional)',
    'credit-code-wrong': '18 digits and capitals',
    'id-tail': 'Last four of the identity card (optional, tells namesakes apart)',
    'id-tail-wrong': 'The last four, the last of which may be X',
    office: 'Leads and audit',
    'office-audit': 'Closed as a violation, no lead and no reason {n}',
    'office-audit-none': 'None. Every violation has a lead, or a reason why not.',
    'office-leads': 'Leads {n}',
    'office-leads-none': 'No leads yet.',
    'office-more': '{n} more are not listed; they come up as these are dealt with.',
    'closed-on': 'closed {day}',
    'only-desk': 'for dispatchers and shift leads',
    'only-decider': 'for shift leads and the centre head',
    'not-now': 'The case is in a state that does not allow this step',
  },
})
