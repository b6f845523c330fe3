import { fileURLToPath } from 'node:url'
import type { DemoAccount } from '@lianqin/shared/person'
import type { DistrictFile } from '@lianqin/shared/reference'
import { loadDistrict } from '../jurisdiction/district.moves.ts'
import { readDistrict } from '../jurisdiction/district-files.ts'
import type { Db } from '../kernel/db.ts'
import { DEMO_HASH_PREFIX, hashDemoPassword } from '../kernel/password.ts'
import { byClock, type Write } from '../kernel/write.ts'
import { addPerson } from '../person/person.moves.ts'

/** Public on purpose: demo mode listens on loopback only and holds nothing but invented data. */
export const DEMO_PASSWORD = 'lianqin-demo'

const wide = { kind: 'district' } as const

/** The township whose seat and squads stand first in the list: it is the one the README takes a newcomer through. */
const SHOWN_TOWNSHIP = 'area-gulin'
// Invented people: a family name, a given name, no two alike.
const FAMILY = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗'
const GIVEN = ['宁', '海', '立', '平', '敏', '涛', '静', '磊', '洁', '勇', '娟', '强']
const personName = (index: number) =>
  `${FAMILY[index % FAMILY.length]}${GIVEN[Math.floor(index / FAMILY.length) % GIVEN.length]}`

/** The accounts of the demo: the seats of one command centre, one township, and a leader for every squad. */
export function demoAccounts({ squads, areas }: Pick<DistrictFile, 'squads' | 'areas'>): DemoAccount[] {
  const township = areas.find(({ id }) => id === SHOWN_TOWNSHIP) ?? areas[0]
  const seats: Omit<DemoAccount, 'password'>[] = [
    { name: 'chen', title: '陈立', role: 'dispatcher', scope: wide, opens: '/', reach: null },
    { name: 'zhou', title: '周敏', role: 'shift-lead', scope: wide, opens: '/', reach: null },
    { name: 'wang', title: '王正', role: 'centre-head', scope: wide, opens: '/', reach: null },
    { name: 'wall', title: 'W-01', role: 'viewer', scope: wide, opens: '/wall', reach: null },
    { name: 'joint', title: '林澄', role: 'coordinator', scope: wide, opens: '/', reach: null },
    { name: 'admin', title: '方正', role: 'administrator', scope: wide, opens: '/', reach: null },
  ]
  if (township) {
    const name = township.id.slice('area-'.length)
    const scope = { kind: 'area' as const, areaId: township.id }
    seats.push({ name, title: '许宁', role: 'dispatcher', scope, opens: '/', reach: township.short })
  }
  const shownFirst = [...squads].sort((a, b) => Number(b.areaId === township?.id) - Number(a.areaId === township?.id))
  const leaders = shownFirst.map(({ id, name }, index) => ({
    name: id.slice('squad-'.length),
    title: personName(index),
    role: 'squad-leader' as const,
    scope: { kind: 'squad' as const, squadId: id },
    opens: '/phone' as const,
    reach: name,
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

/** Outside demo mode a database with accounts of public passwords is not served: it was made for trying, on loopback. */
export async function refuseDemoAccounts(db: Db): Promise<void> {
  const demo = await db
    .selectFrom('person')
    .select('name')
    .where('passwordHash', 'like', `${DEMO_HASH_PREFIX}%`)
    .where('state', '=', 'active')
    .orderBy('name')
    .limit(3)
    .execute()
  if (demo.length === 0) return
  const names = demo.map(({ name }) => name).join(', ')
  throw new Error(
    `This database holds demo accounts (${names}, …) whose passwords are public. Use another DATA_DIR or DATABASE_URL, or run it in demo mode on loopback.`,
  )
}
