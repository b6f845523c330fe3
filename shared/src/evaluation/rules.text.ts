import { sourceWords } from '../incident.text.ts'
import type { Settings } from '../settings.ts'
import type { Words } from '../wire/words.ts'
import type { EvaluationRules } from './rules.ts'

const MINUTE = 60
const minutes = (seconds: number) => String(Math.round((seconds / MINUTE) * 10) / 10)
const both = (zh: string, en: string): Words => ({ zh, en })

const due: Record<EvaluationRules['due'], Words> = {
  'deadline-or-early': both(
    '应处置、应派遣、应核实、应核查、应结案：期限（含延期）落在本期的，加上本期内提前办完的；挂账的不计。',
    'Due in a period: what has its (extended) deadline in it, and what was done in it ahead of its deadline; what is suspended is not due.',
  ),
  deadline: both(
    '应处置、应派遣、应核实、应核查、应结案：期限（含延期）落在本期的；挂账的不计。',
    'Due in a period: what has its (extended) deadline in it; what is suspended is not due.',
  ),
  once: both(
    '应处置、应派遣、应核实、应核查、应结案：期限（含延期）与办完两者中较早的一刻落在本期的，每件只计入一期；挂账的不计。',
    'Due in a period: what has the earlier of its (extended) deadline and its end in it, so that nothing is due twice; what is suspended is not due.',
  ),
}
const forced: Record<EvaluationRules['forced'], Words> = {
  excluded: both('强制结案的不计入应处置、应结案。', 'What was closed by decree is not counted as due.'),
  disposed: both('强制结案视为处置。', 'What was closed by decree counts as disposed of.'),
  open: both('强制结案视为未处置。', 'What was closed by decree counts as not disposed of.'),
}
const closeBy: Record<EvaluationRules['closeBy'], Words> = {
  limit: both('结案期限即处置期限。', 'A case is due to be closed with its own limit.'),
  'limit-and-check': both(
    '结案期限为处置期限加核查时限。',
    'A case is due to be closed with its own limit and the time of a check after it.',
  ),
}
const dispatchedBy: Record<EvaluationRules['dispatchedBy'], Words> = {
  offer: both('派遣：向队伍发出派单。', 'Dispatched: held out to a squad.'),
  acceptance: both('派遣：牵头队伍接单。', 'Dispatched: accepted by the squad that leads.'),
}
const handleFrom: Record<EvaluationRules['handleFrom'], Words> = {
  filed: both(
    '处置时长自立案起，至处置完毕，按各案自己的时钟。',
    'Handling goes from filing to its end, by the clock of each case.',
  ),
  accepted: both(
    '处置时长自接单起，至处置完毕，按各案自己的时钟。',
    'Handling goes from acceptance to its end, by the clock of each case.',
  ),
  arrived: both(
    '处置时长自到场起，至处置完毕，按各案自己的时钟。',
    'Handling goes from arrival to its end, by the clock of each case.',
  ),
}
const wrongFiling: Record<EvaluationRules['wrongFiling'][number], Words> = {
  void: both('作废', 'voided'),
  duplicate: both('并入他案', 'merged into another'),
  unfounded: both('情况不实', 'unfounded'),
}
const wrongDispatch: Record<EvaluationRules['wrongDispatch'][number], Words> = {
  'sent-back': both('队伍退回', 'sent back'),
  'not-ours': both('以非本队职责谢绝', 'declined as not theirs'),
  recalled: both('被收回', 'called back'),
}

const list = (names: readonly Words[]): Words =>
  names.length === 0
    ? both('无', 'nothing')
    : both(names.map(({ zh }) => zh).join('、'), names.map(({ en }) => en).join(', '))

/** What the words of the figures mean in a district, sentence by sentence: printed wherever the figures are. */
export function ruleWords({
  evaluation,
  ...stages
}: Pick<Settings, 'evaluation' | 'fileWithinS' | 'dispatchWithinS' | 'checkWithinS'>): Words[] {
  const { fileWithinS, dispatchWithinS, checkWithinS } = stages
  const { score, verifyWithinS } = evaluation
  const sources = list(evaluation.verifySources.map((name) => sourceWords[name]))
  const filing = list(evaluation.wrongFiling.map((name) => wrongFiling[name]))
  const dispatch = list(evaluation.wrongDispatch.map((name) => wrongDispatch[name]))
  return [
    due[evaluation.due],
    both(
      '以期末为准：期末之后的办理不计；未结束的时期截至现在。',
      'Judged as of the end of the period: what came later does not count; a period that is still running ends now.',
    ),
    both(
      `按时：立案 ${minutes(fileWithinS)} 分钟内，派遣 ${minutes(dispatchWithinS)} 分钟内，核实 ${minutes(verifyWithinS)} 分钟内，核查 ${minutes(checkWithinS / 60)} 小时内；处置按各案时限。`,
      `In time: filed within ${minutes(fileWithinS)} min, dispatched within ${minutes(dispatchWithinS)} min, verified within ${minutes(verifyWithinS)} min, checked within ${minutes(checkWithinS / 60)} h; disposed within the limit of each case.`,
    ),
    closeBy[evaluation.closeBy],
    forced[evaluation.forced],
    both(
      evaluation.duplicatesAreValid
        ? '有效上报：除不予立案与作废，重复件计入。'
        : '有效上报：除不予立案与作废，重复件不计。',
      `Valid reports: all but those not filed and void; repetitions ${evaluation.duplicatesAreValid ? 'count' : 'do not count'}.`,
    ),
    both(`须核实的来源：${sources.zh}。`, `Reports that have to be verified come from: ${sources.en}.`),
    both(
      `立案不准确：${filing.zh}。派遣不准确：${dispatch.zh}。`,
      `Not filed correctly: ${filing.en}. Not dispatched correctly: ${dispatch.en}.`,
    ),
    dispatchedBy[evaluation.dispatchedBy],
    handleFrom[evaluation.handleFrom],
    both(
      `返工按案卷计，一案多次只计一次；${evaluation.reopenedIsRework ? '重新办理也计' : '重新办理不计'}。`,
      `Reworked counts cases, not times; taken up again ${evaluation.reopenedIsRework ? 'counts too' : 'does not count'}.`,
    ),
    both(
      '响应区间按自然时间，计入其结束的一期；P50、P90 取最近秩，即某一实际案卷的用时。',
      'Stretches are measured by running time and count in the period in which they end; P50 and P90 by the nearest rank, the time of a real case.',
    ),
    both(
      `评分：处置率 × ${score.dispose} + 按期处置率 × ${score.inTime} +（1 − 返工率）× ${score.rework} +（1 − 超期未处置率）× ${score.overdueOpen} +（1 − 延期率）× ${score.extend}；无应办的项按其余折算。`,
      `Score: disposed of × ${score.dispose} + in time × ${score.inTime} + (1 − reworked) × ${score.rework} + (1 − overdue and open) × ${score.overdueOpen} + (1 − extended) × ${score.extend}; what had nothing due is stood for by the rest.`,
    ),
  ]
}
