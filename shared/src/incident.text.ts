import type { Incident, IncidentState } from './incident.ts'
import type { Words } from './wire/words.ts'

/** The words of a case's states, sources and ends: the same on a screen and in a file. */
export const stateWords: Record<IncidentState, Words> = {
  reported: { zh: '待立案', en: 'To be filed' },
  filed: { zh: '待派遣', en: 'To be dispatched' },
  dispatched: { zh: '已派遣', en: 'Dispatched' },
  suspended: { zh: '已挂账', en: 'Suspended' },
  handled: { zh: '待结案', en: 'To be closed' },
  closed: { zh: '已结案', en: 'Closed' },
  rejected: { zh: '不予立案', en: 'Not filed' },
  void: { zh: '已作废', en: 'Void' },
  reopened: { zh: '重新办理', en: 'Reopened' },
}

export const sourceWords: Record<Incident['source'], Words> = {
  desk: { zh: '席位受理', en: 'Desk' },
  hotline: { zh: '热线', en: 'Hotline' },
  patrol: { zh: '巡查', en: 'Patrol' },
  video: { zh: '视频', en: 'Video' },
  platform: { zh: '平台', en: 'Platform' },
  import: { zh: '导入', en: 'Import' },
}

export const outcomeWords: Record<NonNullable<Incident['outcome']>, Words> = {
  settled: { zh: '已处置', en: 'Settled' },
  unfounded: { zh: '情况不实', en: 'Unfounded' },
  violation: { zh: '查实违法', en: 'Violation found' },
  forced: { zh: '强制结案', en: 'Closed by decree' },
}
