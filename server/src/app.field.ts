import type { Config } from './config.ts'
import { TERMINAL_RATE } from './device/bucket.ts'
import { openDevices } from './device/devices.ts'
import { openTerminals } from './device/jt808-listener.ts'
import { dispatchJobs } from './dispatch/dispatch.jobs.ts'
import { openDistress } from './dispatch/distress.ts'
import { travelAhead } from './dispatch/travel.jobs.ts'
import { openTravel } from './dispatch/travel.ts'
import { openTerritory } from './jurisdiction/territory.ts'
import type { HeardEvent } from './kernel/event-log.ts'
import type { Ground } from './kernel/ground.ts'
import { openRinging } from './kernel/ringing.ts'
import { byClock } from './kernel/write.ts'
import { openPresence } from './presence/presence.ts'
import { squadJobs } from './squad/squad.jobs.ts'
import { armPurge } from './track/purge.moves.ts'
import { trackJobs } from './track/track.jobs.ts'
import { openTracks } from './track/tracks.ts'
import { openDutyBook } from './unit/duty-book.ts'
import { createIntake } from './unit/intake.ts'
import { createLeading } from './unit/leading.engine.ts'
import { openUnits } from './unit/units.ts'

/** What is kept in memory of the district is read anew on these facts. */
const RELOADING: readonly HeardEvent['kind'][] = ['district.loaded', 'catalogue.loaded']

/** The district as it is kept in memory, where its units are and were, and what rings in it. */
export async function openField({ districtId, travel: router }: Config, ground: Ground) {
  const { db, write, metrics, failed, clock } = ground
  const territory = await openTerritory(db, districtId)
  const moving = await openMoving(districtId, ground, territory)
  const { duty, units, tracks, presence, devices, distress } = moving
  const travel = openTravel({ router, clock, failed, counted: (outcome) => metrics.travel.inc({ outcome }) })
  const around = { territory, fixes: units.book, travel }
  const ringing = openRinging(ground, {
    handlers: { ...dispatchJobs(around), ...squadJobs(territory), ...trackJobs(territory) },
    ahead: travelAhead(db, around, clock),
    isOpen: territory.isLoaded,
  })
  const armNightly = () => write(byClock, (trx) => armPurge(trx, territory))
  if (territory.isLoaded()) await armNightly()
  async function hear(events: HeardEvent[]) {
    if (events.some(({ kind }) => RELOADING.includes(kind))) await territory.reload()
    // First of all: whoever comes on duty may send at once.
    for (const event of events) duty.hear(event)
    await units.hear(events)
    await devices.hear(events)
    distress.hear(events)
    tracks.hear(events)
    presence.hear(events)
    if (events.some(({ kind }) => kind === 'district.loaded')) await armNightly()
  }
  return { ...moving, territory, around, ringing, hear }
}
export type Field = Awaited<ReturnType<typeof openField>>

/** Everything that a position goes through once it is taken in, and the doors of the devices that send it. */
async function openMoving(districtId: string, ground: Ground, territory: Awaited<ReturnType<typeof openTerritory>>) {
  const { db, write, bus, metrics, failed, clock } = ground
  const duty = await openDutyBook(db, districtId, clock())
  const leading = createLeading(clock)
  const units = await openUnits({ db, bus, territory, leading, failed })
  const tracks = openTracks({ db, duty, territory, metrics, clock, failed })
  const { roster, newest } = units
  const presence = await openPresence({ db, write, territory, roster, newest, isShared: bus.isShared, failed })
  const intake = createIntake({
    ...units,
    duty,
    clock,
    metrics,
    taken: (sight, verdict) => {
      tracks.note(sight)
      if (verdict !== 'newest') return
      units.note(sight.unitId)
      presence.note(sight)
    },
  })
  const distress = await openDistress({ db, write, territory, failed })
  const devices = await openDevices({ db, intake, leading, metrics, clock, distress, failed })
  const terminals = openTerminals({ ...devices, write, bus, metrics, clock, failed, rate: TERMINAL_RATE })
  return { duty, units, tracks, presence, intake, leading, distress, devices, terminals }
}
