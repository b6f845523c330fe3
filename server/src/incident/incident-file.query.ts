import type { Alarm } from '@lianqin/shared/alarm'
import type { Approval } from '@lianqin/shared/approval'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { CaseLead, LeadOmission } from '@lianqin/shared/lead'
import type { Offer } from '@lianqin/shared/offer'
import type { Scope } from '@lianqin/shared/person'
import type { Photo } from '@lianqin/shared/photo'
import { mayRead } from '@lianqin/shared/rights'
import type { Squad } from '@lianqin/shared/squad'
import type { Supervision } from '@lianqin/shared/supervision'
import type { Task } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Db } from '../kernel/db.ts'
import { visibleIncidents } from './incident.query.ts'

/** What a case ended in, and what proves it. */
interface Ending {
  /** What pictures there are; each is asked for by itself. */
  photos: Photo[]
  /** What it was handed over to the case centre as, if it was. */
  lead: CaseLead | null
  /** Why a violation went without a lead, as last said; for desks. */
  omission: LeadOmission | null
}

/** The other cases that it has to do with, as far as one may see them. */
interface Company {
  /** Reports that were merged into it. */
  repeats: Incident[]
  /** The case that it repeats, the major incident that it belongs to, and those that belong to it. */
  linked: Incident[]
}

export interface IncidentFile extends Ending, Company {
  incident: Incident
  tasks: Task[]
  offers: Offer[]
  alarms: Alarm[]
  approvals: Approval[]
  supervisions: Supervision[]
  /** The squads that have a part in it, by name: a lead cannot look the others up. */
  parties: Pick<Squad, 'id' | 'name'>[]
  /** The squad that leads it: its members work under it, and may know it. */
  leader: Pick<Squad, 'id' | 'name'> | null
  timeline: LoggedEvent[]
}

/** Everything about one incident that this reader may see. A squad sees its own part of it. */
export async function incidentFile(
  db: Db,
  districtId: string,
  scope: Scope,
  id: Incident['id'],
): Promise<IncidentFile> {
  const incident = await visibleIncidents(db, scope).where('id', '=', id).executeTakeFirst()
  if (!incident) throw new Problem('incident.missing', { id })
  const own = scope.kind === 'squad' ? scope.squadId : null
  const [tasks, offers, alarms, approvals, supervisions, lines] = await Promise.all([
    db.selectFrom('task').selectAll().where('incidentId', '=', id).orderBy('openedAt').execute(),
    db.selectFrom('offer').selectAll().where('incidentId', '=', id).orderBy('madeAt').execute(),
    own ? [] : db.selectFrom('alarm').selectAll().where('incidentId', '=', id).orderBy('raisedAt').execute(),
    db.selectFrom('approval').selectAll().where('incidentId', '=', id).orderBy('askedAt').orderBy('step').execute(),
    db.selectFrom('supervision').selectAll().where('incidentId', '=', id).orderBy('issuedAt').execute(),
    db
      .selectFrom('eventLog')
      .select(['seq', 'at', 'kind', 'doer as by', 'body', 'audience'])
      .where('districtId', '=', districtId)
      .where('incidentId', '=', id)
      .orderBy('seq')
      .execute(),
  ])
  const isOwn = ({ squadId }: { squadId: string | null }) => own === null || squadId === own
  const leads = tasks.some((task) => task.part === 'lead' && isOwn(task) && LEADING.includes(task.state))
  const led = tasks.find(({ part, squadId, state }) => part === 'lead' && squadId && LEADING.includes(state))
  const [leader = null] = await named(db, led?.squadId ? [led.squadId] : [])
  const seen = leads ? tasks : tasks.filter(isOwn)
  const timeline = lines.filter(({ audience }) => mayRead(scope, audience)).map(({ audience: _, ...line }) => line)
  return {
    incident,
    tasks: seen,
    offers: offers.filter(isOwn),
    alarms,
    approvals: approvals.filter(isOwn),
    supervisions: supervisions.filter(isOwn),
    parties: await named(
      db,
      seen.flatMap(({ squadId }) => squadId ?? []),
    ),
    ...(await endingOf(db, id, own === null)),
    ...(await companyOf(db, scope, incident)),
    leader,
    timeline: timeline as unknown as LoggedEvent[],
  }
}

/** As long as a squad leads a joint call-out it reads its members' tasks. */
const LEADING: readonly Task['state'][] = ['accepted', 'en-route', 'on-scene', 'handled']

async function endingOf(db: Db, id: Incident['id'], isDesk: boolean): Promise<Ending> {
  const [photos, lead, omission] = await Promise.all([
    db.selectFrom('photo').selectAll().where('incidentId', '=', id).orderBy('addedAt').orderBy('id').execute(),
    db.selectFrom('lead').selectAll().where('incidentId', '=', id).executeTakeFirst(),
    db.selectFrom('omission').selectAll().where('incidentId', '=', id).orderBy('recordedAt', 'desc').executeTakeFirst(),
  ])
  return { photos, lead: lead ?? null, omission: (isDesk && omission) || null }
}

async function companyOf(db: Db, scope: Scope, { id, duplicateOf, partOf }: Incident): Promise<Company> {
  const others = await visibleIncidents(db, scope)
    .where((is) =>
      is.or([
        is('incident.duplicateOf', '=', id),
        is('incident.partOf', '=', id),
        ...[duplicateOf, partOf].flatMap((other) => (other ? [is('incident.id', '=', other)] : [])),
      ]),
    )
    .orderBy('no')
    .execute()
  const isRepeat = (one: Incident) => one.duplicateOf === id
  return { repeats: others.filter(isRepeat), linked: others.filter((one) => !isRepeat(one)) }
}

function named(db: Db, ids: Squad['id'][]): Promise<Pick<Squad, 'id' | 'name'>[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db.selectFrom('squad').select(['id', 'name']).where('id', 'in', ids).orderBy('id').execute()
}
