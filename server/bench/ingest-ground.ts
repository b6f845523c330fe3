import type { DeviceWithSecret, NewDevice } from '@lianqin/shared/device'
import type { Unit } from '@lianqin/shared/unit'
import { sql } from 'kysely'
import { openDb } from '../src/kernel/db.ts'
import { freePort } from '../test/services.ts'
import { signIn } from './client.ts'
import { freshGround, launch, type Running, type Services } from './server.ts'

/** A device with a unit of its own, as in the field. */
export interface Known {
  name: string
  secret: string
  unitId: Unit['id'] | null
}

export interface IngestGround {
  server: Running
  jt808: number
  register: (protocol: NewDevice['protocol'], count: number) => Promise<Known[]>
  close: () => Promise<void>
}

const unitOf = (nth: number) => `unit-x${nth + 1}` as const

/** The whole server with so many units on duty for hours already: their devices may send positions of the past. */
export async function openIngestGround(services: Services, units: number): Promise<IngestGround> {
  const ground = await freshGround(services, 'embedded')
  await (await launch(ground.environment)).stop()
  await putOnDuty(ground.environment.DATA_DIR ?? '', units)
  const jt808 = await freePort()
  const server = await launch({ ...ground.environment, JT808_PORT: String(jt808) })
  return {
    server,
    jt808,
    async register(protocol, count) {
      const zhou = await signIn(server.url, 'zhou')
      const known: Known[] = []
      for (let nth = 0; nth < count; nth++) {
        const name = protocol === 'jt808' ? String(13_000_000_000 + nth) : `${protocol}-${nth}`
        const unitId = protocol === 'bulk' ? null : unitOf(nth % units)
        const { secret } = await zhou.post<DeviceWithSecret>('/devices', { protocol, name, unitId, crs: 'wgs84' })
        known.push({ name, secret: secret ?? '', unitId })
      }
      return known
    },
    async close() {
      await server.stop()
      await ground.drop()
    },
  }
}

/** Straight in the database: of such a duty the log tells no beginning. */
async function putOnDuty(directory: string, units: number): Promise<void> {
  const { db, close } = await openDb({ url: null, directory })
  await sql`
    insert into unit (id, squad_id, kind, name)
    select 'unit-x' || n, (select id from squad order by id offset n % (select count(*) from squad) limit 1), 'car',
      '{"zh": "车", "en": "Car"}'
    from generate_series(1, ${units}::int) n`.execute(db)
  await sql`update squad set state = 'on-duty', version = version + 1`.execute(db)
  await close()
}
