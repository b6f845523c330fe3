import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { mayRead, squadAudience } from '@lianqin/shared/rights'
import { type Fix, FixReceipt, type FixRefusal, SendFixes } from '@lianqin/shared/unit'
import { Positions } from '@lianqin/shared/wall'
import { toMoment } from '@lianqin/shared/wire/moment'
import { actor } from '../kernel/auth.ts'
import type { Metrics } from '../kernel/metrics.ts'
import { asFix, implausible } from './fix.rank.ts'
import type { FixBook } from './fix-book.ts'
import type { Roster } from './roster.ts'

interface Needs {
  roster: Roster
  book: FixBook
  /** Tells the other processes and the table, at the next tick. */
  note: (fix: Fix) => void
  metrics: Metrics
  clock: () => number
}

/** /positions: where units are. Taken in without a queue and without a database read per fix. */
export const unitRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { roster, book, note, metrics, clock }) => {
  const tags = ['unit']
  app.post('/positions', {
    config: { only: ['squad-leader'], frequent: true },
    schema: {
      summary: 'Send positions of the own squad, in one declared datum',
      description:
        'lon/lat in degrees of `crs`; accuracy in metres, speed in metres a second, heading in degrees from north. What is refused is named by its index: ' +
        'unit.missing (not of the own squad), unit.off-duty, fix.future (more than 2 minutes ahead), fix.inaccurate (worse than 100 m), fix.nowhere (0°, 0°), fix.jump (faster than 200 km/h), ' +
        'fix.stale (older than the newest known: it does not move the marker).',
      tags,
      body: SendFixes,
      response: { 202: FixReceipt },
    },
    handler: async (request, reply) => {
      const { scope } = actor(request)
      const { crs, fixes } = request.body
      const refused: FixReceipt['refused'] = []
      for (const [index, sent] of fixes.entries()) {
        const code = take(sent, crs, scope.kind === 'squad' ? scope.squadId : null)
        if (code) refused.push({ index, code })
        metrics.fixes.inc({ outcome: code ?? 'taken' })
      }
      return reply.code(202).send({ taken: fixes.length - refused.length, refused })
    },
  })

  function take(sent: SendFixes['fixes'][number], crs: SendFixes['crs'], squadId: string | null): FixRefusal | null {
    const squad = roster.squadOf(sent.unitId)
    if (!squad || squad.id !== squadId) return 'unit.missing'
    if (squad.state !== 'on-duty') return 'unit.off-duty'
    const fix = asFix(sent, crs)
    const refusal = implausible(fix, book.newest(fix.unitId), clock())
    if (refusal) return refusal
    if (!book.take(fix)) return 'fix.stale'
    note(fix)
    return null
  }

  app.get('/positions', {
    schema: { summary: 'The newest position of every unit one may see', tags, response: { 200: Positions } },
    handler: async (request) => {
      const { scope } = actor(request)
      const fixes = [...book.all()].filter(({ unitId }) => {
        const squad = roster.squadOf(unitId)
        return squad?.state === 'on-duty' && mayRead(scope, squadAudience(squad))
      })
      return { at: toMoment(clock()), fixes }
    },
  })
}
