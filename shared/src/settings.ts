import Type, { type Static } from 'typebox'
import { defaultRules, EvaluationRules } from './evaluation/rules.ts'

/** Who may decide on an extension, a suspension or a forced close; see `Settings.approvals`. */
export const approverRoles = ['shift-lead', 'centre-head'] as const
const Chain = Type.Array(Type.Enum(approverRoles), { minItems: 1, maxItems: 2 })

const Seconds = (minimum: number) => Type.Integer({ minimum, maximum: 30 * 86_400 })

/**
 * What a district sets for itself. Stage limits are seconds and run day and night: one city allows 15 minutes to file and
 * 15 to dispatch, another half a working day (DOMAIN §2.4). They press people; the legal limit is the filing condition's.
 */
export const Settings = Type.Object({
  /** From the report to being filed or rejected. */
  fileWithinS: Seconds(1),
  /** From being filed to a squad's acceptance. */
  dispatchWithinS: Seconds(1),
  /** A squad's time to answer an offer. */
  answerWithinS: Type.Integer({ minimum: 5, maximum: 3600 }),
  /** An unanswered offer is pushed a second time after this. */
  remindAfterS: Type.Integer({ minimum: 1, maximum: 3600 }),
  /** From acceptance to departure; then the acceptance no longer counts as acknowledged, and the squad is told so. */
  turnoutWithinS: Seconds(1),
  /** From acceptance to arrival. */
  arriveWithinS: Seconds(1),
  /** From handled to checked and closed. */
  checkWithinS: Seconds(1),
  /** An alarm that nobody owns climbs to the next level after this: dispatcher, shift lead, centre head. */
  escalateAfterS: Seconds(1),
  /** So many squads are asked for one place in a case before it goes to the shift lead. */
  askAtMost: Type.Integer({ minimum: 1, maximum: 50 }),
  /** So many squads are asked at once, the first to accept wins, when a case is urgent; 1 asks one after the other. */
  urgentAtOnce: Type.Integer({ minimum: 1, maximum: 5 }),
  /** So many tasks a squad may hold before it is passed over. */
  stackAtMost: Type.Integer({ minimum: 1, maximum: 1000 }),
  /** So many free squads of a force are kept back from cases that are not urgent. */
  reserve: Type.Integer({ minimum: 0, maximum: 50 }),
  /** Officers with a valid licence that an enforcement task needs (DOMAIN §0.1, C09 †). */
  minLicensed: Type.Integer({ minimum: 0, maximum: 20 }),
  /** A first offence is one without another of the same item in this many days (DOMAIN C19 †). */
  waiverPeriodDays: Type.Integer({ minimum: 1, maximum: 3650 }),
  /** The largest fine on the spot, in fen: 200 yuan for a person, 3,000 for an organisation (DOMAIN C17 †). */
  onSpotFen: Type.Object({ person: Type.Integer({ minimum: 0 }), organisation: Type.Integer({ minimum: 0 }) }),
  /** So many days a track is kept, then dropped with a report (GUARANTEES §5, personal information). */
  trackDays: Type.Integer({ minimum: 30, maximum: 180 }),
  /** So many days after it was closed a case is kept, and the tracks of its tasks with it. */
  caseDays: Type.Integer({ minimum: 180, maximum: 36_500 }),
  /** What one person may take away of tracks alone within 24 hours: of so many units, so many unit-hours; see `isBulk`. */
  exportAlone: Type.Object({
    units: Type.Integer({ minimum: 0, maximum: 1000 }),
    unitHours: Type.Integer({ minimum: 0, maximum: 10_000 }),
  }),
  /** The roles that must agree, one after the other (three steps are common in practice, DOMAIN §2.2). */
  approvals: Type.Object({ extend: Chain, suspend: Chain, forceClose: Chain }),
  /** What the words of the figures mean here (DOMAIN §2.6). */
  evaluation: EvaluationRules,
})
export type Settings = Static<typeof Settings>

/** What a district's file says of its settings: only what differs. */
export const OwnSettings = Type.Object(
  {
    ...Type.Partial(Type.Omit(Settings, ['evaluation'])).properties,
    evaluation: Type.Optional(Type.Partial(EvaluationRules, { additionalProperties: false })),
  },
  { additionalProperties: false },
)
export type OwnSettings = Static<typeof OwnSettings>

const MINUTE = 60

/** What holds where a district says nothing else. */
export const defaultSettings: Settings = {
  fileWithinS: 15 * MINUTE,
  dispatchWithinS: 15 * MINUTE,
  answerWithinS: 2 * MINUTE,
  remindAfterS: MINUTE,
  turnoutWithinS: 5 * MINUTE,
  arriveWithinS: 30 * MINUTE,
  checkWithinS: 24 * 60 * MINUTE,
  escalateAfterS: 5 * MINUTE,
  askAtMost: 5,
  urgentAtOnce: 1,
  stackAtMost: 3,
  reserve: 0,
  minLicensed: 2,
  waiverPeriodDays: 365,
  onSpotFen: { person: 20_000, organisation: 300_000 },
  trackDays: 90,
  caseDays: 3 * 365,
  exportAlone: { units: 3, unitHours: 24 },
  approvals: {
    extend: ['shift-lead'],
    suspend: ['shift-lead', 'centre-head'],
    forceClose: ['shift-lead', 'centre-head'],
  },
  evaluation: defaultRules,
}

/** A district's settings as far as it names any, over what holds otherwise. */
export const settingsWith = ({ evaluation, ...own }: OwnSettings): Settings => ({
  ...defaultSettings,
  ...own,
  evaluation: { ...defaultRules, ...evaluation },
})
