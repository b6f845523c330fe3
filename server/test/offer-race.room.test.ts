import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Task } from '@lianqin/shared/task'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { districtWith } from './district.kit.ts'
import { type Answer, aReport, GULIN, liveOfferOf, offered, type Seat, until, useServer } from './kit.ts'

const ANSWER_WITHIN_S = 2
const RACES = 400
const AT_ONCE = 50
const STEP_MS = 5

const server = useServer()
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))

const answerWithin = (answerWithinS: number) =>
  districtWith(server, ({ settings }) => ({ settings: { ...settings, answerWithinS, stackAtMost: 1000 } }))

const liveOffers = async (by: Seat) => (await by.get<{ offers: Offer[] }>('/offers?live=true')).body.offers

/** Files so many cases and hands back their offers as soon as each is made. */
async function manyOffered(by: Seat, count: number): Promise<Offer[]> {
  const found = new Map<string, Offer>()
  const filing = Promise.all(Array.from({ length: count }, () => by.post('/incidents', aReport())))
  await until(async () => {
    for (const offer of await liveOffers(by)) found.set(offer.id, offer)
    return found.size === count
  })
  await filing
  return [...found.values()]
}

const offerNow = async (by: Seat, { incidentId, id }: Offer): Promise<Offer> => {
  const { body } = await by.get<{ offers: Offer[] }>(`/incidents/${incidentId}`)
  return body.offers.find((offer) => offer.id === id) as Offer
}

describe('accepting against lapsing', () => {
  beforeAll(() => answerWithin(ANSWER_WITHIN_S))

  it(`ends every offer once, in ${RACES} races around the moment of the answer-by, and tells the squad how`, async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-1')]

    // How much before the answer-by an answer sets out: earlier after a race lost, later after one won, so that the two
    // meet however fast this machine is.
    const lead = { ms: 10 }
    async function race(offer: Offer): Promise<{ said: Answer; id: Offer['id'] }> {
      await pause(Date.parse(offer.answerBy) - Date.now() - lead.ms - 20)
      await pause(Math.random() * 40)
      const said = await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: 1 })
      lead.ms += said.status === 200 ? -STEP_MS : STEP_MS
      return { said, id: offer.id }
    }

    const ends = { accepted: 0, lapsed: 0 }
    for (let round = 0; round < RACES / AT_ONCE; round++) {
      const answers = await Promise.all((await manyOffered(desk, AT_ONCE)).map(race))
      await until(async () => (await liveOffers(desk)).length === 0)
      for (const { said, id } of answers) {
        const row = await server.app.db.selectFrom('offer').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
        if (said.status === 200) expect(row.state).toBe('accepted')
        else {
          expect(said).toMatchObject({ status: 409, body: { code: 'offer.lapsed' } })
          expect(row.state).toBe('lapsed')
        }
        ends[row.state as keyof typeof ends]++
      }
    }
    expect(ends.accepted + ends.lapsed).toBe(RACES)
    // A race that one side always wins is none.
    expect(Math.min(ends.accepted, ends.lapsed)).toBeGreaterThan(RACES / 40)
    expect((await endedOtherwise()).rows).toEqual([])
  }, 180_000)

  it('answers an acceptance after the lapse with the server’s time, the answer-by, and who has the case now', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN }, { name: 'gulin-2', lon: 121.46, lat: 29.84 })
    const desk = await server.as('chen')
    const { incident, offer } = await offered(desk)
    const [first, second] = [offer.squadId, offer.squadId === 'squad-gulin-1' ? 'squad-gulin-2' : 'squad-gulin-1']
    await until(async () => (await offerNow(desk, offer)).state === 'lapsed')
    const next = await liveOfferOf(desk, incident.id)
    expect(next.squadId).toBe(second)
    await (await server.as(second.slice(6))).post(`/offers/${next.id}/moves`, { move: 'accept', version: 1 })
    const late = await (await server.as(first.slice(6))).post<{ code: string; params: Record<string, string> }>(
      `/offers/${offer.id}/moves`,
      { move: 'accept', version: 1 },
    )
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'offer.lapsed', params: { answerBy: offer.answerBy, holder: second } },
    })
    expect(late.body.params.now?.localeCompare(offer.answerBy)).toBe(1)
  })
})

/** Offers with another number of endings in the log than one. */
const endedOtherwise = () =>
  sql`
  select o.id from offer o where o.ended_at is not null and 1 <> (
    select count(*) from event_log e where e.incident_id = o.incident_id and e.kind = 'offer.moved'
      and e.body -> 'offer' ->> 'id' = o.id and e.body ->> 'move' in ('accept', 'decline', 'lapse', 'withdraw'))`.execute(
    server.app.db,
  )

describe('two squads and one case', () => {
  beforeAll(() => answerWithin(120))

  it('is taken by one of them: the first accepts while a dispatcher offers it to the second, who accepts too', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN }, { name: 'gulin-2', lon: 121.46, lat: 29.84 })
    const desk = await server.as('chen')
    const wins = { first: 0, second: 0 }
    for (let round = 0; round < 30; round++) {
      const { incident, offer } = await offered(desk)
      const other = offer.squadId === 'squad-gulin-1' ? 'squad-gulin-2' : 'squad-gulin-1'
      const [first, second] = [await server.as(offer.squadId.slice(6)), await server.as(other.slice(6))]
      const version = (await desk.get<{ incident: Incident }>(`/incidents/${incident.id}`)).body.incident.version
      const [accepted, chosen] = await Promise.all([
        pause(Math.random() * 30).then(() => first.post(`/offers/${offer.id}/moves`, { move: 'accept', version: 1 })),
        pause(Math.random() * 30)
          .then(() =>
            desk.post<{ offers: Offer[] }>(`/incidents/${incident.id}/offers`, { squadIds: [other], version }),
          )
          .then(async (made) => ({
            made,
            taken:
              made.status === 201
                ? await second.post(`/offers/${made.body.offers[0]?.id}/moves`, { move: 'accept', version: 1 })
                : null,
          })),
      ])
      const { body } = await desk.get<{ tasks: Task[] }>(`/incidents/${incident.id}`)
      expect(body.tasks).toHaveLength(1)
      const firstWon = accepted.status === 200
      expect(body.tasks[0]).toMatchObject({ state: 'accepted', squadId: firstWon ? offer.squadId : other })
      if (firstWon)
        expect(chosen.made).toMatchObject({
          status: 409,
          body: { code: 'offer.taken', params: { holder: offer.squadId } },
        })
      else {
        expect(accepted).toMatchObject({ status: 409, body: { code: 'offer.taken' } })
        expect(chosen.taken?.status).toBe(200)
      }
      wins[firstWon ? 'first' : 'second']++
    }
    expect(Math.min(wins.first, wins.second)).toBeGreaterThan(0)
  })

  it('is offered anew without a gap: the squad that loses it hears so, and may not take it back', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN }, { name: 'gulin-2', lon: 121.46, lat: 29.84 })
    const desk = await server.as('chen')
    const { incident, offer } = await offered(desk, aReport())
    const other = offer.squadId === 'squad-gulin-1' ? 'squad-gulin-2' : 'squad-gulin-1'
    const version = (await desk.get<{ incident: Incident }>(`/incidents/${incident.id}`)).body.incident.version
    expect((await desk.post(`/incidents/${incident.id}/offers`, { squadIds: [other], version })).status).toBe(201)
    const first = await server.as(offer.squadId.slice(6))
    const late = await first.post(`/offers/${offer.id}/moves`, { move: 'accept', version: 1 })
    expect(late).toMatchObject({ status: 409, body: { code: 'offer.taken', params: { holder: other } } })
  })
})
