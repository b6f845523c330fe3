import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem, type ProblemCode } from '@lianqin/shared/wire/problem'
import type { Told } from './case-book.engine.ts'

/** What a command says of itself, as the log keeps it: the phone's own moment in one notation. */
export const told = ({ reason, deviceAt }: { reason?: string | undefined; deviceAt?: Moment | undefined }): Told => ({
  reason: reason ?? null,
  deviceAt: deviceAt === undefined ? null : toMoment(Date.parse(deviceAt)),
})

/** A command decided on another version than this one: somebody moved it since. */
export function refuseStale(row: { id: string; version: number }, version: number, code: ProblemCode): void {
  if (row.version !== version) throw new Problem(code, { id: row.id, version: row.version })
}

/** A move that takes something away from somebody says why. */
export function refuseSilence(machineNeedsIt: boolean, move: string, reason: string | undefined): void {
  if (machineNeedsIt && !reason) throw new Problem('move.reason-missing', { move })
}
