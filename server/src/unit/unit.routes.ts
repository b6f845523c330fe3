import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { mayRead, squadAudience } from '@lianqin/shared/rights'
import { type FixDoubt, FixReceipt, type FixRefusal, SendFixes } from '@lianqin/shared/unit'
import { Positions } from '@lianqin/shared/wall'
import { toMoment } from '@lianqin/shared/wire/moment'
import { actor } from '../kernel/auth.ts'
import type { FixBook } from './fix-book.ts'
import { type Intake, type Measured, refusalOf } from './intake.ts'
import type { Leading } from './leading.engine.ts'
import { isDoubt } from './plausible.rank.ts'
import type { Roster } from './roster.ts'
import { createSequences } from './sequence.engine.ts'

type Sent = SendFixes['fixes'][number]

interface Needs {
  roster: Roster
  book: FixBook
  intake: Intake
  leading: Leading
  /** A position of somebody's own phone that was not believed, to be kept apart and shown. */
  doubted: (whose: { unitId: Sent['unitId']; crs: SendFixes['crs']; code: FixDoubt }, seen: Measured) => void
  clock: () => number
}

/** /positions: where units are. Taken in without a queue and without a database read per fix. */
export const unitRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, needs) => {
  const { roster, book, intake, leading, doubted, clock } = needs
  const tags = ['unit']
  const sequences = createSequences()
  app.post('/positions', {
    config: { only: ['squad-leader'], frequent: true },
    schema: {
      summary: 'Send positions of the own squad, in one declared datum',
      description:
        'lon/lat in degrees of `crs`; accuracy in metres, speed in metres a second, heading in degrees from north. What is refused is named by its index: ' +
        'unit.missing (not of the own squad), unit.off-duty, unit.led (a registered device of the unit was heard in the last two minutes and speaks for it), fix.unlocated (no fix), fix.future (more than 2 minutes ahead), fix.inaccurate (worse than 100 m), fix.nowhere (0°, 0°), ' +
        'fix.jump (faster than 200 km/h), fix.stale (older than the newest known, which belongs to the track and does not move the marker, or known already). ' +
        'A device that names itself and counts its positions (`device`, `seq`) may send a batch again: each number is taken once.',
      tags,
      body: SendFixes,
      response: { 202: FixReceipt },
    },
    handler: async (request, reply) => {
      const { scope, personId } = actor(request)
      const { crs, device, fixes } = request.body
      const ownSquad = scope.kind === 'squad' ? scope.squadId : null
      const refused: FixReceipt['refused'] = []
      for (const [index, sent] of fixes.entries()) {
        const counted = device && sent.seq !== undefined ? { by: `${personId} ${device}`, seq: sent.seq } : null
        const isKnown = counted && sequences.isUsed(counted.by, counted.seq)
        const code = isKnown ? 'fix.stale' : take(sent, crs, ownSquad)
        if (counted && !mayComeAgain(code)) sequences.use(counted.by, counted.seq)
        if (code) refused.push({ index, code })
      }
      return reply.code(202).send({ taken: fixes.length - refused.length, refused })
    },
  })

  function take(sent: Sent, crs: SendFixes['crs'], ownSquad: string | null): FixRefusal | null {
    if (roster.squadOf(sent.unitId)?.id !== ownSquad) return 'unit.missing'
    if (leading.isLed(sent.unitId)) return 'unit.led'
    const { accuracyM = null, speedMps = null, headingDeg = null, lon, lat } = sent
    const seen = { at: Date.parse(sent.at), lon, lat, located: true, accuracyM, speedMps, headingDeg }
    const outcome = intake.take(sent.unitId, seen, crs)
    if (isDoubt(outcome)) doubted({ unitId: sent.unitId, crs, code: outcome }, seen)
    return refusalOf(outcome)
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

/** Refused for whose it is, not for what it says: another time it may be taken. */
const mayComeAgain = (code: FixRefusal | null) =>
  code === 'unit.missing' || code === 'unit.off-duty' || code === 'unit.led'
