import type { District } from '@lianqin/shared/jurisdiction'
import { demoDistrict } from '../src/demo/demo.moves.ts'
import { loadDistrict } from '../src/jurisdiction/district.moves.ts'
import { byClock, createWrite } from '../src/kernel/write.ts'
import { type Server, until } from './kit.ts'

/** Loads the demo district with other settings or response plans, as its import would, and waits until the server knows. */
export async function districtWith(server: Server, change: (district: District) => Partial<District>): Promise<void> {
  const write = createWrite({ db: server.app.db, districtId: 'haishu', committed: () => {} })
  const file = demoDistrict()
  const district = { ...file.district, ...change(file.district) }
  await write(byClock, (trx) => loadDistrict(trx, { ...file, district }))
  const desk = await server.as('chen')
  await until(async () => {
    const { body } = await desk.get<{ district: District }>('/reference')
    return JSON.stringify(body.district.settings) === JSON.stringify(district.settings)
  })
}
