import type { ProblemCode } from '@lianqin/shared/wire/problem'

type Key = Extract<ProblemCode, `${'photo' | 'lead' | 'decision' | 'party'}.${string}`>

/** Refusals about what a case ends in: pictures, leads, decisions. A part of the one table of sentences. */
export const outcomeProblems: Record<'zh-CN' | 'en', Record<Key, string>> = {
  'zh-CN': {
    'photo.missing': '没有这张照片，或不在您的范围内。',
    'photo.type-unknown': '只收 JPEG、PNG、WebP 照片，请换成照片再传。',
    'photo.type-differs': '文件内容与所称格式不符，不能作为照片收存；请用原始照片再传。',
    'photo.too-many': '每件案卷最多 {most} 张照片，已满。',
    'photo.damaged': '照片与入库时的校验值不符，已停止提供；请报管理员核查。',
    'lead.missing': '没有这条案源，或不在您的范围内。',
    'lead.stale': '案源刚被他人处理，已更新为最新状态，请看过再操作。',
    'lead.illegal-move': '案源当前状态下不能由您的岗位做这一步。',
    'lead.not-violation': '只有以“存在违法”结案的案卷才能移送案源或说明不移送的理由。',
    'lead.item-missing': '立案时的事项目录中没有这个执法事项，请另选。',
    'lead.exists': '此案已移送为案源 {no} 号，不必再说明理由。',
    'lead.omitted-already': '此案不移送的理由已经登记。',
    'decision.not-competent': '该执法事项未赋权本镇街，须由主管部门办理；请交区指挥中心。',
    'decision.party-missing': '作出决定须写明当事人。',
    'decision.item-not-listed': '事项 {item} 不在首违不罚清单内，不能适用不予处罚。',
    'decision.second-offence':
      '不是首次：同一当事人同一事项已有第 {no} 号决定（{on}），{days} 天内不能再适用首违不罚。',
    'decision.second-offence-elsewhere':
      '不是首次：同一当事人同一事项在其他镇街已有决定，{days} 天内不能再适用首违不罚。',
    'decision.not-corrected': '尚未改正，不能适用首违不罚；请待当事人改正后再定。',
    'decision.not-minor': '危害后果不轻微，不能适用首违不罚。',
    'decision.fine-too-high':
      '罚款 {fineYuan} 元超过当场处罚上限 {limitYuan} 元，不能用简易程序；请改用快速或普通程序。',
    'decision.too-few-officers': '处罚须有 {need} 名持证执法人员承办，现有 {have} 名。',
    'decision.overdue': '办案期限已于 {by} 届满；经批准延长的，请写明由谁批准、为何延长。',
    'party.missing': '这条案源没有登记当事人。',
  },
  en: {
    'photo.missing': 'There is no such picture, or it is outside your scope.',
    'photo.type-unknown': 'Only JPEG, PNG and WebP pictures are taken. Send a picture.',
    'photo.type-differs':
      'The file is not what it is called, and cannot be kept as a picture. Send the original picture.',
    'photo.too-many': 'A case holds at most {most} pictures, and it has them.',
    'photo.damaged':
      'The picture no longer matches the digest it came with and is not handed out. Tell the administrator.',
    'lead.missing': 'There is no such lead, or it is outside your scope.',
    'lead.stale': 'Somebody has just changed the lead. Look, then decide.',
    'lead.illegal-move': 'The lead is in a state that does not allow your role this step.',
    'lead.not-violation': 'Only an incident closed as a violation goes to the case centre, or owes a reason why not.',
    'lead.item-missing': 'The catalogue that the incident was opened under has no such item. Choose another.',
    'lead.exists': 'This incident went to the case centre as lead {no}: no reason is owed.',
    'lead.omitted-already': 'The reason why there is no lead has been recorded.',
    'decision.not-competent':
      'This item was not delegated to the township: it is the department’s. Leave it to the district’s command centre.',
    'decision.party-missing': 'A decision says against whom it is.',
    'decision.item-not-listed': 'Item {item} is not on the first-offence list: it cannot be let go.',
    'decision.second-offence':
      'Not the first: decision {no} of {on} was against the same party on the same item. Within {days} days nothing is let go again.',
    'decision.second-offence-elsewhere':
      'Not the first: another township decided on the same party and item. Within {days} days nothing is let go again.',
    'decision.not-corrected': 'It has not been put right, so it cannot be let go. Decide when it has been.',
    'decision.not-minor': 'The harm is not small, so it cannot be let go.',
    'decision.fine-too-high':
      'A fine of {fineYuan} yuan is above the on-the-spot limit of {limitYuan} yuan. Choose the fast or the ordinary track.',
    'decision.too-few-officers': 'A penalty needs {need} licensed officers, and names {have}.',
    'decision.overdue': 'The time to decide ended on {by}. If it was extended, say by whom and why.',
    'party.missing': 'This lead names no party.',
  },
}
