import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { pick, simplify } from '@lianqin/shared/track/track.rank'
import {
  DayOfLooks,
  LONGEST_VIEW_DAYS,
  lookerRoles,
  MOST_EXPORTED_FIXES,
  MOST_UNIT_DAYS,
  NewTrackView,
  ReadTrack,
  TrackDay,
  TrackGrant,
  TrackView,
} from '@lianqin/shared/track/view'
import { Unit } from '@lianqin/shared/unit'
import { Day, daysBetween } from '@lianqin/shared/wire/day'
import { Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor, order } from '../kernel/auth.ts'
import type { Actor, Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { looksByDay, trackDays } from './day.query.ts'
import { countFixes, readTrack } from './track.query.ts'
import { grantView } from './view.moves.ts'
import { lookOf, readableUnits, visibleViews } from './view.query.ts'

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
  clock: () => number
  failed: (what: string, error: unknown) => void
}

const PAGE = 50
const MOST_POINTS = 100_000
/** So many fixes are simplified at once: a month of working days at one a second. */
const MOST_READ = 1_000_000
const Days = Type.Object({ from: Day, to: Day }, { additionalProperties: false })
const Grant = Type.Object({ grant: TrackGrant.properties.id })

/** /tracks: where units were. /track-views: who looked, and why; a reason comes first. */
export const trackRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, territory, clock, failed }) => {
  const tags = ['track']
  const config = { only: lookerRoles }
  const unread = (what: string) => () => failed('track', new Error(`a chunk of ${what} cannot be read`))
  const granted = (by: Actor, id: TrackGrant['id']) => lookOf(db, by, territory.current(), id, clock())

  app.post('/track-views', {
    config,
    schema: {
      summary: 'Give a reason, and be granted a look at tracks for twelve hours',
      description: `The look is written down with the reason before anything is shown: a row and a line of the log for each squad, which reads it. Without \`unitIds\`: every unit one may see. 404 \`unit.missing\`; 422 \`track.span-wrong\`: longer than 31 days, or more than 400 units times days; \`track.too-many\`: a file of more than ${MOST_EXPORTED_FIXES} fixes; 409 \`track.second-needed\`: a file that one person may not take alone, see POST /track-requests.`,
      tags,
      body: NewTrackView,
      response: { 201: TrackGrant },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await write(order(request), (trx) => grantView(trx, territory, request.body))),
  })

  app.get('/track-views', {
    schema: {
      summary: `Who looked at the tracks of squads one may see, newest first, at most ${PAGE}`,
      tags,
      querystring: Type.Object({ before: Type.Optional(Moment) }, { additionalProperties: false }),
      response: { 200: Type.Object({ views: Type.Array(TrackView) }) },
    },
    handler: async (request) => {
      const { before } = request.query
      const views = await visibleViews(db, actor(request))
        .$if(before !== undefined, (query) => query.where('viewedAt', '<', before ?? ''))
        .orderBy('viewedAt', 'desc')
        .orderBy('id')
        .limit(PAGE)
        .execute()
      return { views }
    },
  })

  app.get('/track-views/days', {
    config: { only: ['shift-lead', 'centre-head', 'administrator'] },
    schema: {
      summary: 'For each day of the district who looked at which squad’s tracks, and how often; at most 31 days',
      tags,
      querystring: Days,
      response: { 200: Type.Object({ days: Type.Array(DayOfLooks) }) },
    },
    handler: async (request) => {
      const { utcOffsetMinutes } = territory.current().district.calendar
      return { days: await looksByDay(db, actor(request), daysAsked(request.query), utcOffsetMinutes) }
    },
  })

  app.get('/track-days', {
    config,
    schema: {
      summary: 'What is left of units’ days whose tracks were dropped: no places; at most 31 days',
      description:
        'Of the units one may see today. `metres` along the track, `dutyS` seconds, days by the district’s calendar.',
      tags,
      querystring: Days,
      response: { 200: Type.Object({ days: Type.Array(TrackDay) }) },
    },
    handler: async (request) => {
      const { all } = await readableUnits(db, actor(request), territory.current())
      return { days: await trackDays(db, all, daysAsked(request.query)) }
    },
  })

  app.get('/tracks/:unitId', {
    config,
    schema: {
      summary: 'The track of one unit, simplified',
      description: `With a grant (POST /track-views) that holds the unit; \`from\` and \`to\` narrow its span. \`tolerance\` in metres, 0 for every fix: no moment of what is answered lies farther from the track. Degrees in WGS-84, Unix milliseconds. 403 \`track.no-grant\`; 422 \`track.too-many\`: more than ${MOST_POINTS} points are left, ask for a coarser one.`,
      tags,
      params: Type.Object({ unitId: Unit.properties.id }),
      querystring: Type.Object(
        {
          ...Grant.properties,
          from: Type.Optional(Moment),
          to: Type.Optional(Moment),
          tolerance: Type.Optional(Type.String({ pattern: '^\\d{1,4}(\\.\\d{1,2})?$' })),
        },
        { additionalProperties: false },
      ),
      response: { 200: ReadTrack },
    },
    handler: async (request): Promise<ReadTrack> => {
      const { unitId } = request.params
      const { grant: id, from, to, tolerance = '0' } = request.query
      const grant = await granted(actor(request), id)
      if (!grant.unitIds.includes(unitId)) throw new Problem('track.no-grant', { id: unitId })
      const span = narrowed(grant, from, to)
      const count = await countFixes(db, [unitId], span)
      if (count > MOST_READ) throw new Problem('track.too-many', { n: count, most: MOST_READ })
      const whole = await readTrack(db, unitId, span, unread(unitId))
      const track = Number(tolerance) > 0 ? pick(whole, simplify(whole, Number(tolerance))) : whole
      if (track.count > MOST_POINTS) throw new Problem('track.too-many', { n: track.count, most: MOST_POINTS })
      const { at, lon, lat, speedMps, headingDeg, accuracyM } = track
      return {
        unitId,
        fromAt: toMoment(span.from),
        toAt: toMoment(span.to),
        toleranceM: Number(tolerance),
        fixes: whole.count,
        at: [...at],
        lon: [...lon],
        lat: [...lat],
        speedMps: [...speedMps],
        headingDeg: [...headingDeg],
        accuracyM: [...accuracyM],
      }
    },
  })
}

function daysAsked({ from, to }: { from: Day; to: Day }): { from: Day; to: Day } {
  const days = daysBetween(from, to)
  if (!(days >= 0 && days < LONGEST_VIEW_DAYS))
    throw new Problem('track.span-wrong', { days: LONGEST_VIEW_DAYS, unitDays: MOST_UNIT_DAYS })
  return { from, to }
}

/** Never wider than what was granted. */
export function narrowed({ fromAt, toAt }: TrackGrant, from: Moment | undefined, to: Moment | undefined) {
  return {
    from: Math.max(Date.parse(fromAt), from === undefined ? 0 : Date.parse(from)),
    to: Math.min(Date.parse(toAt), to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to)),
  }
}
