/**
 * What a period is evaluated by (DOMAIN §2.6): named sets of cases, and rates of one over another. A number on a screen is
 * always the size of one of these sets, so that the very cases behind it can be asked for by its name.
 */
export const caseSets = [
  'reported',
  'valid',
  'registered',
  'filed',
  'filedInTime',
  'filedRight',
  'verifyDue',
  'verifiedInTime',
  'dispatchDue',
  'dispatchedInTime',
  'dispatchedRight',
  'disposeDue',
  'disposed',
  'disposedInTime',
  'overdueOpen',
  'extended',
  'closeDue',
  'closed',
  'closedInTime',
  'closedLate',
  'reworked',
  'checkDue',
  'checkedInTime',
  'timed',
  'handled',
  'ended',
  'acts',
] as const
export type CaseSet = (typeof caseSets)[number]

/** Sets that are told by their size alone: what came in, what was done. */
export const counters = ['reported', 'filed', 'handled', 'ended', 'acts'] as const satisfies readonly CaseSet[]
export type Counter = (typeof counters)[number]

/** Where in a case's way a rate belongs. */
export const stages = ['report', 'file', 'dispatch', 'handle', 'close', 'check'] as const
export type Stage = (typeof stages)[number]

interface Rate {
  stage: Stage
  part: CaseSet
  whole: CaseSet
  /** Whether more of it is better. */
  better: 'more' | 'less'
}

// biome-ignore format: a table is read down its columns
export const rates = {
  validReportRate:      { stage: 'report',   part: 'valid',            whole: 'reported',    better: 'more' },
  registerRate:         { stage: 'report',   part: 'registered',       whole: 'valid',       better: 'more' },
  inTimeVerifyRate:     { stage: 'report',   part: 'verifiedInTime',   whole: 'verifyDue',   better: 'more' },
  inTimeRegisterRate:   { stage: 'file',     part: 'filedInTime',      whole: 'filed',       better: 'more' },
  accurateRegisterRate: { stage: 'file',     part: 'filedRight',       whole: 'filed',       better: 'more' },
  inTimeDispatchRate:   { stage: 'dispatch', part: 'dispatchedInTime', whole: 'dispatchDue', better: 'more' },
  accurateDispatchRate: { stage: 'dispatch', part: 'dispatchedRight',  whole: 'dispatchDue', better: 'more' },
  disposeRate:          { stage: 'handle',   part: 'disposed',         whole: 'disposeDue',  better: 'more' },
  inTimeDisposeRate:    { stage: 'handle',   part: 'disposedInTime',   whole: 'disposeDue',  better: 'more' },
  overdueOpenRate:      { stage: 'handle',   part: 'overdueOpen',      whole: 'disposeDue',  better: 'less' },
  extendRate:           { stage: 'handle',   part: 'extended',         whole: 'disposeDue',  better: 'less' },
  inTimeCheckRate:      { stage: 'check',    part: 'checkedInTime',    whole: 'checkDue',    better: 'more' },
  reworkRate:           { stage: 'check',    part: 'reworked',         whole: 'closeDue',    better: 'less' },
  archiveRate:          { stage: 'close',    part: 'closed',           whole: 'closeDue',    better: 'more' },
  inTimeArchiveRate:    { stage: 'close',    part: 'closedInTime',     whole: 'closeDue',    better: 'more' },
  overtimeArchiveRate:  { stage: 'close',    part: 'closedLate',       whole: 'closeDue',    better: 'less' },
} as const satisfies Record<string, Rate>
export type RateId = keyof typeof rates
export const rateIds = Object.keys(rates) as RateId[]

/** Every indicator there is: the rates, and the mean time of handling. */
export const MEAN = 'avgHandleTime'
export type IndicatorId = RateId | typeof MEAN
export const indicatorIds: readonly IndicatorId[] = [...rateIds, MEAN]

/** The stretches of a case's way, in their order; each counts in the period in which it ended. */
export const legs = ['file', 'dispatch', 'accept', 'depart', 'arrive', 'finish', 'close'] as const
export type Leg = (typeof legs)[number]

/** By what figures are told apart. */
export const axes = ['squad', 'area', 'matter', 'officer', 'source'] as const
export type Axis = (typeof axes)[number]

/** Every list of cases that stands behind a number: the sets, the cases of a stretch, and those beyond its standard. */
export type CaseList = CaseSet | `leg-${Leg}` | `beyond-${Leg}`
export const caseLists: readonly CaseList[] = [
  ...caseSets,
  ...legs.map((leg) => `leg-${leg}` as const),
  ...legs.map((leg) => `beyond-${leg}` as const),
]
