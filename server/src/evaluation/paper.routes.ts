import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { CASES_ON_SHEET, FallbackSheet } from '@lianqin/shared/evaluation/fallback'
import { LINES_ON_PAPER, LONGEST_SHIFT_HOURS, ShiftReport } from '@lianqin/shared/evaluation/shift-report'
import { deskRoles } from '@lianqin/shared/shift'
import { Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import { fallbackSheet } from './fallback.query.ts'
import { shiftReport } from './shift-report.query.ts'

interface Needs {
  db: Db
  territory: TerritoryBook
  clock: () => number
}

const HOUR_MS = 3_600_000

/** What a desk prints: the report of a shift, and the sheet it goes on with when the server is dead. */
export const paperRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, territory, clock }) => {
  const tags = ['evaluation']
  const config = { only: deskRoles }
  app.get('/evaluation/shift-report', {
    config,
    schema: {
      summary: 'A shift from one hand-over to the next: what came in, was ended and is open, alarms, who was on duty',
      description: `Cases and alarms within one’s reach; at most ${LINES_ON_PAPER} lines of each list, the counts are whole. \`open\` is what was open at \`to\`; states are those of now. 422 \`evaluation.shift-wrong\`: longer than ${LONGEST_SHIFT_HOURS} hours.`,
      tags,
      querystring: Type.Object({ from: Moment, to: Moment }, { additionalProperties: false }),
      response: { 200: ShiftReport },
    },
    handler: (request) => {
      const [from, to] = [Date.parse(request.query.from), Date.parse(request.query.to)]
      if (!(to > from && to - from <= LONGEST_SHIFT_HOURS * HOUR_MS))
        throw new Problem('evaluation.shift-wrong', { hours: LONGEST_SHIFT_HOURS })
      const shift = { from: toMoment(from), to: toMoment(to) }
      return shiftReport(db, actor(request).scope, shift, toMoment(clock()))
    },
  })

  app.get('/evaluation/fallback-sheet', {
    config,
    schema: {
      summary: 'Open cases and crews on duty with all names written out, to be kept for when the server is dead',
      description: `Degrees in WGS-84. Urgent cases first, then by when they are due; at most ${CASES_ON_SHEET}, \`more\` says how many are left out.`,
      tags,
      response: { 200: FallbackSheet },
    },
    handler: (request) => fallbackSheet(db, actor(request).scope, territory.current(), toMoment(clock())),
  })
}
