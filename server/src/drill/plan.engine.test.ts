import { fileURLToPath } from 'node:url'
import { NewIncident } from '@lianqin/shared/incident'
import { Check } from 'typebox/value'
import { expect, it } from 'vitest'
import { readDistrict } from '../jurisdiction/district-files.ts'
import { createLocator } from '../jurisdiction/jurisdiction.locate.ts'
import { isInside } from './places.locate.ts'
import { type DrillOrder, planReports } from './plan.engine.ts'
import { isOfDrill } from './reports.engine.ts'

const { file } = readDistrict(fileURLToPath(new URL('../../districts/haishu', import.meta.url)))
if (!file) throw new Error('the demo district is not usable')
const district = { ...file, ...file.catalogue }
const order: DrillOrder = { seed: '7', perHour: 300, hours: 4, startHour: 9 }
const plan = planReports(district, order, 'run')

it('plans the same day for the same seed, and another for another', () => {
  expect(planReports(district, order, 'run')).toEqual(plan)
  expect(planReports(district, { ...order, seed: '8' }, 'run')).not.toEqual(plan)
})

it('plans only reports that the interface takes, under numbers of their own', () => {
  for (const { report } of plan) expect(Check(NewIncident, report)).toBe(true)
  expect(new Set(plan.map(({ report }) => report.externalNo)).size).toBe(plan.length)
  expect(plan.every(({ report }) => isOfDrill({ externalNo: report.externalNo ?? null }))).toBe(true)
})

it('puts every report inside the district, areas by their share', () => {
  const locate = createLocator(district.areas)
  const areas = plan.map(({ report }) => locate(report.place))
  expect(areas).not.toContain(null)
  const total = district.areas.reduce((sum, { share }) => sum + share, 0)
  for (const { id, share } of district.areas) {
    const count = areas.filter((area) => area === id).length
    expect(Math.abs(count / plan.length - share / total), id).toBeLessThan(0.03)
  }
})

it('has stalls far more often than fallen cables', () => {
  const often = (id: string) => plan.filter(({ report }) => report.matterId === id).length
  expect(often('matter-e0406')).toBeGreaterThan(3 * often('matter-e0508'))
})

it('tells a place by its nearest name, the side and the metres', () => {
  expect(plan.every(({ report }) => /门口$|[东西南北]侧约\d+0米$/.test(report.address ?? ''))).toBe(true)
})

it('knows a hole from the land around it', () => {
  const square = (low: number, high: number): [number, number][] => [
    [low, low],
    [high, low],
    [high, high],
    [low, high],
    [low, low],
  ]
  const ring = [[square(0, 10), square(4, 6)]]
  expect([2, 5, 11].map((at) => isInside(ring, { lon: at, lat: at }))).toEqual([true, false, false])
})
