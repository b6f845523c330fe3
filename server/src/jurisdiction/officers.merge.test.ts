import { join } from 'node:path'
import { licenceOn } from '@lianqin/shared/officer'
import { describe, expect, it } from 'vitest'
import { readDistrict } from './district-files.ts'
import { officerFindings } from './officers.merge.ts'

const DEMO = join(import.meta.dirname, '../../districts/haishu')
const file = readDistrict(DEMO).file
if (!file) throw new Error('the demo district is not usable')
const [first, ...others] = file.officers
if (!first) throw new Error('the demo district has no officers')
const codes = (...officers: (typeof first)[]) => officerFindings({ ...file, officers }).map(({ code }) => code)

describe('the officers of a district’s file', () => {
  it('in the demo fill every squad, some seconded from a department, some auxiliaries, some whose licence has lapsed', () => {
    for (const { id } of file.squads) {
      expect(file.officers.filter(({ dutySquadId }) => dutySquadId === id).length, id).toBeGreaterThanOrEqual(3)
    }
    const on = (state: string) => file.officers.filter((officer) => licenceOn('2026-11-23', officer) === state)
    for (const state of ['none', 'lapsed', 'running-out', 'valid']) expect(on(state).length, state).toBeGreaterThan(5)
    const forceOf = new Map(file.squads.map(({ id, forceId }) => [id, forceId]))
    expect(others.some(({ ownerForceId, dutySquadId }) => forceOf.get(dutySquadId) !== ownerForceId)).toBe(true)
  })

  it.each([
    ['who stand twice', [first, { ...first, licenceNo: 'x' }], ['id.double']],
    ['who share a licence', [first, { ...first, id: 'officer-2' as const }], ['officer.licence-double']],
    ['of no squad', [{ ...first, dutySquadId: 'squad-none' as const }], ['officer.unknown-squad']],
    ['of no force', [{ ...first, ownerForceId: 'force-none' as const }], ['officer.unknown-force']],
    ['whose licence is for no line', [{ ...first, licenceScope: ['X99'] }], ['officer.unknown-line']],
    ['whose licence never ends', [{ ...first, licenceUntil: null }], ['officer.licence-half']],
  ])('are refused when there are some %s', (_, officers, expected) => {
    expect(codes(...officers)).toEqual(expected)
  })
})
