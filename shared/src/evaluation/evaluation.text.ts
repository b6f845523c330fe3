import type { Words } from '../wire/words.ts'
import {
  type Axis,
  type CaseList,
  type CaseSet,
  type IndicatorId,
  type Leg,
  legs,
  MEAN,
  rates,
  type Stage,
} from './indicator.ts'

/** The words of the figures: the same on a screen and in a file, so that a formula can be told beside every number. */
export const setWords: Record<CaseSet, Words> = {
  reported: { zh: '上报', en: 'reported' },
  valid: { zh: '有效上报', en: 'valid reports' },
  registered: { zh: '有效上报中已立案', en: 'valid reports filed' },
  filed: { zh: '立案', en: 'filed' },
  filedInTime: { zh: '按时立案', en: 'filed in time' },
  filedRight: { zh: '准确立案', en: 'correctly filed' },
  verifyDue: { zh: '应核实', en: 'due for verification' },
  verifiedInTime: { zh: '按期核实', en: 'verified in time' },
  dispatchDue: { zh: '应派遣', en: 'due for dispatch' },
  dispatchedInTime: { zh: '按期派遣', en: 'dispatched in time' },
  dispatchedRight: { zh: '准确派遣', en: 'correctly dispatched' },
  disposeDue: { zh: '应处置', en: 'due for disposal' },
  disposed: { zh: '应处置中已处置', en: 'due and disposed' },
  disposedInTime: { zh: '按期处置', en: 'disposed in time' },
  overdueOpen: { zh: '超期未处置', en: 'overdue and open' },
  extended: { zh: '延期', en: 'extended' },
  closeDue: { zh: '应结案', en: 'due for closing' },
  closed: { zh: '应结案中已结案', en: 'due and closed' },
  closedInTime: { zh: '按期结案', en: 'closed in time' },
  closedLate: { zh: '超期结案', en: 'closed late' },
  reworked: { zh: '返工', en: 'reworked' },
  checkDue: { zh: '应核查', en: 'due for check' },
  checkedInTime: { zh: '按期核查', en: 'checked in time' },
  timed: { zh: '计时案卷', en: 'cases timed' },
  handled: { zh: '处置', en: 'disposed' },
  ended: { zh: '结案', en: 'closed' },
  acts: { zh: '执法决定', en: 'decisions' },
}

export const indicatorWords: Record<IndicatorId, Words> = {
  validReportRate: { zh: '有效上报率', en: 'Valid reports' },
  registerRate: { zh: '立案率', en: 'Reports filed' },
  inTimeVerifyRate: { zh: '按期核实率', en: 'Verified in time' },
  inTimeRegisterRate: { zh: '按时立案率', en: 'Filed in time' },
  accurateRegisterRate: { zh: '准确立案率', en: 'Filed correctly' },
  inTimeDispatchRate: { zh: '按期派遣率', en: 'Dispatched in time' },
  accurateDispatchRate: { zh: '准确派遣率', en: 'Dispatched correctly' },
  disposeRate: { zh: '处置率', en: 'Disposed' },
  inTimeDisposeRate: { zh: '按期处置率', en: 'Disposed in time' },
  overdueOpenRate: { zh: '超期未处置率', en: 'Overdue and open' },
  extendRate: { zh: '延期率', en: 'Extended' },
  inTimeCheckRate: { zh: '按期核查率', en: 'Checked in time' },
  reworkRate: { zh: '返工率', en: 'Reworked' },
  archiveRate: { zh: '结案率', en: 'Closed' },
  inTimeArchiveRate: { zh: '按期结案率', en: 'Closed in time' },
  overtimeArchiveRate: { zh: '超期结案率', en: 'Closed late' },
  avgHandleTime: { zh: '平均处置时长', en: 'Mean handling time' },
}

/** What a number is made of: part ÷ whole, or a mean. */
export function formulaWords(id: IndicatorId): Words {
  if (id === MEAN) return { zh: '处置时长之和 ÷ 计时案卷', en: 'sum of handling times ÷ cases timed' }
  const { part, whole } = rates[id]
  return { zh: `${setWords[part].zh} ÷ ${setWords[whole].zh}`, en: `${setWords[part].en} ÷ ${setWords[whole].en}` }
}

export const stageWords: Record<Stage, Words> = {
  report: { zh: '上报', en: 'Reports' },
  file: { zh: '立案', en: 'Filing' },
  dispatch: { zh: '派遣', en: 'Dispatch' },
  handle: { zh: '处置', en: 'Disposal' },
  check: { zh: '核查', en: 'Check' },
  close: { zh: '结案', en: 'Closing' },
}

/** Each stretch from one step of the way to the next. */
export const legWords: Record<Leg, Words> = {
  file: { zh: '上报→立案', en: 'report → file' },
  dispatch: { zh: '立案→派遣', en: 'file → dispatch' },
  accept: { zh: '派遣→接单', en: 'dispatch → accept' },
  depart: { zh: '接单→出发', en: 'accept → depart' },
  arrive: { zh: '出发→到场', en: 'depart → arrive' },
  finish: { zh: '到场→完成', en: 'arrive → finish' },
  close: { zh: '完成→结案', en: 'finish → close' },
}

export const axisWords: Record<Axis, Words> = {
  squad: { zh: '中队', en: 'Squad' },
  area: { zh: '镇街', en: 'Township' },
  matter: { zh: '事项', en: 'Class' },
  officer: { zh: '人员', en: 'Officer' },
  source: { zh: '来源', en: 'Source' },
}

/** What stands for the cases that have none. */
export const noneWords: Record<Axis, Words> = {
  squad: { zh: '无队伍接单', en: 'accepted by no squad' },
  area: { zh: '无镇街', en: 'no township' },
  matter: { zh: '无事项', en: 'no class' },
  officer: { zh: '未报名单', en: 'nobody named' },
  source: { zh: '无来源', en: 'no source' },
}

/** How a list of cases is called that stands behind a number. */
export function listWords(list: CaseList): Words {
  const leg = legs.find((name) => list === `leg-${name}` || list === `beyond-${name}`)
  if (!leg) return setWords[list as CaseSet]
  if (list.startsWith('leg-')) return legWords[leg]
  return { zh: `${legWords[leg].zh} 超标准`, en: `${legWords[leg].en}, beyond the standard` }
}
