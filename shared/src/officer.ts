import Type, { type Static } from 'typebox'
import { Line } from './item.ts'
import { Command } from './wire/command.ts'
import { Day, daysBetween } from './wire/day.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { Nullable, Remark } from './wire/words.ts'

/** Only an enforcement officer with a licence may inspect and punish; an auxiliary collects and assists (DOMAIN 0.1, 1.2). */
export const officerKinds = ['enforcement', 'auxiliary'] as const

/** Who keeps the register: people and their papers, not cases. */
// biome-ignore format: a table is read down its columns
export const officerMachine = machine({
  states: ['active', 'left'],
  initial: 'active',
  moves: {
    change: { from: ['active'], to: 'active', by: ['administrator', 'shift-lead'] },
    extend: { from: ['active'], to: 'active', by: ['administrator', 'shift-lead'] },
    leave:  { from: ['active'], to: 'left',   by: ['administrator', 'shift-lead'], why: 'required' },
    return: { from: ['left'],   to: 'active', by: ['administrator', 'shift-lead'] },
  },
})
export type OfficerMove = (typeof officerMachine.names)[number]

/** Stands for all lines of business in a licence's scope. */
export const EVERY_LINE = 'all'

/** For which lines of business a licence holds, by the codes of the catalogue. */
export const LicenceScope = Type.Array(Type.Union([Type.Literal(EVERY_LINE), Line.properties.code]), {
  minItems: 1,
  maxItems: 60,
  uniqueItems: true,
})
export type LicenceScope = Static<typeof LicenceScope>

/** One of the force's people. Whose staff they are and where they serve differ for the seconded (县属乡用). */
export const Officer = Type.Object({
  id: Id('officer'),
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  kind: Type.Enum(officerKinds),
  ownerForceId: Id('force'),
  dutySquadId: Id('squad'),
  /** Null without a licence; then there is no end to it either. */
  licenceNo: Nullable(Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' })),
  licenceScope: LicenceScope,
  /** The last day on which it holds. */
  licenceUntil: Nullable(Day),
  state: Type.Enum(officerMachine.states),
  version: Type.Integer({ minimum: 1 }),
})
export type Officer = Static<typeof Officer>

/** What the register is told of an officer; the rest is its own. */
export const OfficerFacts = Type.Omit(Officer, ['id', 'state', 'version'])
export type OfficerFacts = Static<typeof OfficerFacts>

/** How an officer stands in a district's file. */
export const FiledOfficer = Type.Omit(Officer, ['state', 'version'])
export type FiledOfficer = Static<typeof FiledOfficer>

export const NewOfficer = Command(OfficerFacts.properties)
export type NewOfficer = Static<typeof NewOfficer>

/** `change` carries what is new, `extend` the new last day. */
export const MoveOfficer = Command({
  move: Type.Enum(officerMachine.names),
  version: Officer.properties.version,
  reason: Type.Optional(Remark),
  to: Type.Optional(Command(Type.Partial(OfficerFacts).properties)),
  licenceUntil: Type.Optional(Day),
})
export type MoveOfficer = Static<typeof MoveOfficer>

/** Days before its end from which a licence is shown as running out. */
export const RUNS_OUT_WITHIN_DAYS = 30

export type LicenceState = 'none' | 'lapsed' | 'running-out' | 'valid'

/** How a licence stands on a day; it still holds on its last one. */
export function licenceOn(
  day: Day,
  { licenceNo, licenceUntil }: Pick<Officer, 'licenceNo' | 'licenceUntil'>,
): LicenceState {
  if (licenceNo === null || licenceUntil === null) return 'none'
  const left = daysBetween(day, licenceUntil)
  return left < 0 ? 'lapsed' : left <= RUNS_OUT_WITHIN_DAYS ? 'running-out' : 'valid'
}

/** May this officer be put on an enforcement task on that day? */
export const mayEnforce = (day: Day, officer: Officer): boolean =>
  officer.state === 'active' &&
  officer.kind === 'enforcement' &&
  ['valid', 'running-out'].includes(licenceOn(day, officer))

/** Does the licence reach to that line of business? What belongs to no line needs none in particular. */
export const coversLine = ({ licenceScope }: Pick<Officer, 'licenceScope'>, line: Line['code'] | null): boolean =>
  line === null || licenceScope.includes(EVERY_LINE) || licenceScope.includes(line)

/**
 * That somebody was on duty with a squad from one moment to another; open-ended while it lasts. Without an officer it
 * says that the squad was on duty and did not tell who was there.
 */
export const DutyPeriod = Type.Object({
  id: Id('period'),
  squadId: Id('squad'),
  /** Where the squad belonged then; null works in the whole district. */
  areaId: Nullable(Id('area')),
  officerId: Nullable(Id('officer')),
  beganAt: Moment,
  endedAt: Nullable(Moment),
})
export type DutyPeriod = Static<typeof DutyPeriod>
