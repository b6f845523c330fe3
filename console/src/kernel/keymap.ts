import type { AlarmMove } from '@lianqin/shared/alarm'
import type { ApprovalMove } from '@lianqin/shared/approval'
import type { IncidentMove } from '@lianqin/shared/incident'
import type { OfferMove } from '@lianqin/shared/offer'
import type { SquadMove } from '@lianqin/shared/squad'
import type { SupervisionMove } from '@lianqin/shared/supervision'
import type { TaskMove } from '@lianqin/shared/task'

/** The key of each move at a seat; null where no seat makes it. One table, so that no letter is given away twice. */
export const moveKeys: {
  incident: Record<IncidentMove, string | null>
  task: Record<TaskMove, string | null>
  offer: Record<OfferMove, string | null>
  alarm: Record<AlarmMove, string | null>
  approval: Record<ApprovalMove, string | null>
  supervision: Record<SupervisionMove, string | null>
  squad: Record<SquadMove, string | null>
} = {
  incident: {
    file: 'I',
    reject: 'X',
    void: 'V',
    unmerge: 'Shift+V',
    dispatch: null,
    handle: null,
    resume: null,
    extend: null,
    suspend: null,
    takeUp: 'Shift+R',
    forceClose: null,
    raise: 'U',
    close: 'C',
    reopen: 'R',
  },
  task: {
    offer: null,
    free: null,
    accept: null,
    depart: null,
    arrive: null,
    finish: null,
    unacknowledge: null,
    sendBack: null,
    recall: 'Shift+W',
    rework: 'W',
    passOn: null,
    check: 'Y',
    callOff: 'T',
  },
  offer: {
    remind: 'B',
    widen: null,
    narrow: null,
    deliver: null,
    see: null,
    accept: null,
    decline: null,
    lapse: null,
    withdraw: 'Z',
  },
  alarm: { own: 'A', release: 'H', clear: 'Q', handOver: null, escalate: null, resolve: null },
  approval: { grant: 'Shift+G', refuse: 'Shift+X', withdraw: 'Shift+Z', lapse: null },
  supervision: {
    acknowledge: null,
    answer: null,
    close: 'Shift+Y',
    again: 'Shift+A',
    withdraw: 'Shift+D',
    overrun: null,
  },
  squad: { 'sign-on': 'D', 'sign-off': 'D', recount: null },
}

/** Keys that mean the same wherever they work. */
export const commonKeys = {
  palette: 'Ctrl+K',
  help: '?',
  report: 'N',
  line: ['/', ':'],
  merge: 'G',
  layers: 'L',
  mute: 'M',
  language: 'Shift+L',
  theme: 'Shift+T',
  signOut: 'Shift+Q',
} as const

/** Keys of the desk. Digits and Enter belong to the part in focus: in the lists they go to rows, in a case to squads. */
export const deskKeys = {
  pending: '1',
  active: '2',
  board: '3',
  alarms: '4',
  closed: '5',
  requests: '6',
  supervisions: '7',
  suspended: '8',
  down: ['ArrowDown', 'J'],
  up: ['ArrowUp', 'K'],
  pageDown: ['PageDown'],
  pageUp: ['PageUp'],
  open: 'Enter',
  back: 'Escape',
  recompute: 'E',
  openAlarm: 'O',
  order: 'Shift+S',
  follow: 'F',
  city: '[',
  district: ']',
  fences: '\\',
  accounts: 'P',
  place: 'S',
  preempt: 'Shift+P',
  urgent: 'Shift+I',
  major: 'Shift+J',
  partOf: 'Shift+K',
  extend: 'Shift+E',
  suspend: 'Shift+U',
  forceClose: 'Shift+C',
  supervise: 'Shift+O',
  notice: 'Shift+N',
  around: 'Shift+F',
  duty: 'Shift+B',
  handOver: 'Shift+H',
  crew: '0',
  catalogue: 'Shift+M',
  devices: ';',
  tracks: '"',
  note: '|',
} as const

/** Marks a ranked squad, so that several are asked at once: Shift with its digit. */
export const markKey = (place: number): string => `Shift+${place}`

/**
 * Keys of what a case ends in. A lead is taken up, returned and decided on with the letters by which a case is filed,
 * rejected and closed: when there is a lead, its case is over and those moves are not to be had.
 */
export const outcomeKeys = {
  toCase: '.',
  noLead: ',',
  photo: '=',
  look: '-',
  office: '9',
  take: 'I',
  giveBack: 'X',
  decide: 'C',
} as const

/** Keys of the time machine. */
export const replayKeys = {
  open: "'",
  play: 'Space',
  back: 'ArrowLeft',
  on: 'ArrowRight',
  backMinute: 'Shift+ArrowLeft',
  onMinute: 'Shift+ArrowRight',
  slower: 'ArrowDown',
  faster: 'ArrowUp',
  before: ',',
  next: '.',
  first: 'Home',
  last: 'End',
  follow: 'F',
  choose: 'X',
  all: 'A',
  whole: ']',
  again: 'N',
  leave: 'Escape',
  retry: 'R',
  alarm: 'O',
  gpx: 'Shift+G',
  geojson: 'Shift+J',
  csv: 'Shift+C',
} as const

/** Keys of the evaluation's page. */
export const evaluationKeys = {
  open: '>',
  back: 'Escape',
  earlier: ['ArrowLeft', '['],
  later: ['ArrowRight', ']'],
  now: 'Home',
  again: 'E',
  day: '1',
  week: '2',
  month: '3',
  quarter: '4',
  year: '5',
  down: ['ArrowDown', 'J'],
  up: ['ArrowUp', 'K'],
  squad: 'S',
  area: 'A',
  matter: 'M',
  officer: 'P',
  source: 'O',
  order: 'R',
  narrow: 'N',
  part: 'Enter',
  whole: 'Shift+Enter',
  xlsx: 'X',
  csv: 'C',
  listXlsx: 'Shift+X',
  listCsv: 'Shift+C',
  definitions: 'D',
  report: 'T',
  sheet: 'F',
} as const

/** Keys of a shift's report. */
export const reportKeys = { print: 'P', back: 'Escape', earlier: 'ArrowDown', later: 'ArrowUp' } as const

const replayOwn: readonly string[] = Object.values(replayKeys)
/** Every key of the tables once. One that means several things at several places is one key, wherever it is pressed. */
export const allKeys: readonly string[] = [
  ...new Set([
    ...Object.values(moveKeys).flatMap((keys) => Object.values<string | null>(keys).flatMap((key) => key ?? [])),
    ...[commonKeys, deskKeys, outcomeKeys, evaluationKeys, reportKeys].flatMap((keys) =>
      Object.values<string | readonly string[]>(keys).flat(),
    ),
    ...replayOwn,
  ]),
]
