import { fileURLToPath } from 'node:url'
import type { DemoAccount } from '@lianqin/shared/person'
import type { DistrictFile } from '@lianqin/shared/reference'
import { loadDistrict } from '../jurisdiction/district.moves.ts'
import { readDistrict } from '../jurisdiction/district-files.ts'
import type { Db } from '../kernel/db.ts'
import { hashDemoPassword } from '../kernel/password.ts'
import { byClock, type Write } from '../kernel/write.ts'
import { addPerson } from '../person/person.moves.ts'

/** Public on purpose: demo mode listens on loopback only and holds nothing but invented data. */
export const DEMO_PASSWORD = 'lianqin-demo'

const wide = { kind: 'district' } as const

/** The accounts of the demo: the seats of one command centre, one township, and a leader for every squad. */
export function demoAccounts({ squads, areas }: Pick<DistrictFile, 'squads' | 'areas'>): DemoAccount[] {
  const township = areas.find(({ mode }) => mode === 'empowered') ?? areas[0]
  const seats: Omit<DemoAccount, 'password'>[] = [
    { name: 'chen', title: '陈立', role: 'dispatcher', scope: wide, opens: '/' },
    { name: 'zhou', title: '周敏', role: 'shift-lead', scope: wide, opens: '/' },
    { name: 'wall', title: '指挥大屏', role: 'viewer', scope: wide, opens: '/wall' },
    { name: 'joint', title: '林澄', role: 'coordinator', scope: wide, opens: '/' },
    { name: 'admin', title: '系统管理员', role: 'administrator', scope: wide, opens: '/' },
  ]
  if (township) {
    const name = township.id.slice('area-'.length)
    seats.push({
      name,
      title: `${township.short.zh}派遣席`,
      role: 'dispatcher',
      scope: { kind: 'area', areaId: township.id },
      opens: '/',
    })
  }
  const leaders = squads.map(({ id, name }) => ({
    name: id.slice('squad-'.length),
    title: `${name.zh}队长`,
    role: 'squad-leader' as const,
    scope: { kind: 'squad' as const, squadId: id },
    opens: '/phone' as const,
  }))
  return [...seats, ...leaders].map((account) => ({ ...account, password: DEMO_PASSWORD }))
}

const DEMO_FOLDER = fileURLToPath(new URL('../../districts/haishu', import.meta.url))

/** The demo district as it ships. */
export function demoDistrict(): DistrictFile {
  const { file, findings } = readDistrict(DEMO_FOLDER)
  if (!file) throw new Error(`The demo district is not usable: ${JSON.stringify(findings.slice(0, 3))}`)
  return file
}

/** Fills an empty database with the demo district and its accounts; leaves any other alone. */
export async function loadDemo(db: Db, write: Write, file: DistrictFile): Promise<boolean> {
  const loaded = await db.selectFrom('district').select('id').executeTakeFirst()
  if (loaded) return false
  const hash = await hashDemoPassword(DEMO_PASSWORD)
  await write(byClock, async (trx) => {
    await loadDistrict(trx, file)
    for (const { name, title, role, scope } of demoAccounts(file))
      await addPerson(trx, { name, title, role, scope }, hash)
  })
  return true
}
