import Type, { type Static } from 'typebox'
import { Id } from './wire/id.ts'
import { Moment } from './wire/moment.ts'
import { Nullable } from './wire/words.ts'

/**
 * The auditor's last word: when it last went round, and which open incidents of those one may see it found with nobody, with
 * nothing to come and no alarm. `at` is null until it has gone round once; long ago means that nobody looks any more.
 */
export const Audit = Type.Object({ at: Nullable(Moment), forgotten: Type.Array(Id('incident')) })
export type Audit = Static<typeof Audit>

/** The auditor goes round this often. */
export const AUDIT_EVERY_MS = 30_000
