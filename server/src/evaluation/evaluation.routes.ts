import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import {
  AskCases,
  AskEvaluation,
  CASES_PER_PAGE,
  CasesBehind,
  Evaluation,
  LONGEST_PERIOD_DAYS,
} from '@lianqin/shared/evaluation/evaluation'
import type { FastifyReply } from 'fastify'
import { actor } from '../kernel/auth.ts'
import { type Needs as AllNeeds, casesBehind, evaluate } from './evaluating.ts'
import { CASES_IN_A_FILE, exportCases, exportFigures, formats, type Taken } from './exporting.ts'
import { createReadings } from './readings.ts'
import { createTurnstile } from './turnstile.ts'

type Needs = Omit<AllNeeds, 'readings'>

const READERS = ['dispatcher', 'shift-lead', 'centre-head', 'coordinator', 'squad-leader', 'viewer'] as const
/** Figures on the wall are looked at, not taken away. */
const TAKERS = READERS.filter((role) => role !== 'viewer')
const AsFile = { format: Type.Enum(formats), lang: Type.Enum(['zh', 'en']) }
/** Of the connections to the database no more than these are ever taken by figures. */
const AT_ONCE = { width: 2, waiting: 20 }
/** Long enough to look into a figure, and a few tens of megabytes at most. */
const HELD = { keepMs: 5 * 60_000, most: 60_000 }

/** /evaluation: what a period amounts to (DOMAIN §2.6), and the cases behind every number of it. */
export const evaluationRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, ground) => {
  const needs = { ...ground, readings: createReadings(HELD) }
  const tags = ['evaluation']
  const config = { only: READERS }
  const through = createTurnstile(AT_ONCE)
  const period = `The period goes from \`from\` to before \`to\`, at most ${LONGEST_PERIOD_DAYS} days (422 \`evaluation.span-wrong\`); one that is still running ends now (\`until\`). \`area\`, \`squad\`, \`matter\`, \`officer\`, \`source\` narrow it; \`none\` are cases without. A township’s seat sees its own cases, a squad leader the own squad’s. With \`at\` of an earlier answer it is told from the same reading, so that numbers and lists agree to the case; a reading is held for some minutes, then read anew, and \`at\` of the answer says so. 503 \`server.busy\`: too many figures are being asked for.`

  app.get('/evaluation', {
    config,
    schema: {
      summary: 'The figures of a period: the whole, by squad, township, class, officer or source, and piece by piece',
      description: `${period} \`counts\` are numbers of cases, \`rates\` shares of 0 to 1 (null: nothing was due), times milliseconds; handling is measured by each case’s own clock, stretches by running time, percentiles by the nearest rank. What each set means is \`settings.evaluation\` of the district. By officer a case counts for each who was on it.`,
      tags,
      querystring: AskEvaluation,
      response: { 200: Evaluation },
    },
    handler: (request) => through(() => evaluate(needs, actor(request), request.query)),
  })

  app.get('/evaluation/cases', {
    config,
    schema: {
      summary: 'The very cases behind a number',
      description: `${period} \`list\` names the number: a set of \`counts\`, or \`leg-\` and \`beyond-\` with a stretch. \`count\` is the number again, now; at most ${CASES_PER_PAGE} cases a page, \`next\` is the \`skip\` of the following one. Lists about time stand with the longest first, the others with the newest.`,
      tags,
      querystring: AskCases,
      response: { 200: CasesBehind },
    },
    handler: (request) => through(() => casesBehind(needs, actor(request), request.query)),
  })

  const file =
    'As `xlsx`, or as `csv` (UTF-8 with its mark, one table). Words in `lang`, moments by the district’s clock, times in minutes. Text that a spreadsheet would take for a formula is made harmless with an apostrophe.'
  app.get('/evaluation/export', {
    config: { only: TAKERS },
    schema: {
      summary: 'The figures of a period as a file',
      description: `${period} ${file} The workbook also holds the formulas, the stretches, the pieces, and what the words mean here.`,
      tags,
      querystring: Type.Object({ ...AskEvaluation.properties, ...AsFile }, { additionalProperties: false }),
      response: { 200: Type.Unsafe<unknown>(Type.Any()) },
    },
    handler: (request, reply) =>
      through(async () => hand(reply, await exportFigures(needs, actor(request), request.query, request.query))),
  })

  app.get('/evaluation/cases/export', {
    config: { only: TAKERS },
    schema: {
      summary: 'The cases behind a number as a file',
      description: `${period} ${file} 422 \`evaluation.too-many\`: more than ${CASES_IN_A_FILE} cases.`,
      tags,
      querystring: Type.Object({ ...AskCases.properties, ...AsFile }, { additionalProperties: false }),
      response: { 200: Type.Unsafe<unknown>(Type.Any()) },
    },
    handler: (request, reply) =>
      through(async () => hand(reply, await exportCases(needs, actor(request), request.query, request.query))),
  })
}

const hand = (reply: FastifyReply, { type, name, content }: Taken) =>
  reply
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .type(type)
    .send(content)
