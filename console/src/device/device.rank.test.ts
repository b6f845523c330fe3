import { type HeardDevice, standardTerminal } from '@lianqin/shared/device'
import { expect, it } from 'vitest'
import { devicesFound, refusals, refusedCount } from './device.rank.ts'

const NOW = Date.UTC(2026, 2, 2, 4)
const aDevice = (change: Partial<HeardDevice>): HeardDevice => ({
  id: 'device-1',
  protocol: 'jt808',
  name: '13000000001',
  unitId: 'unit-gulin-1',
  areaId: 'area-gulin',
  crs: 'wgs84',
  terminal: standardTerminal,
  state: 'active',
  version: 1,
  heardAt: new Date(NOW - 1000).toISOString(),
  taken: 0,
  refused: {},
  told: null,
  alarms: {},
  ...change,
})
const heard = aDevice({ id: 'device-heard' })
const silent = aDevice({ id: 'device-silent', heardAt: new Date(NOW - 600_001).toISOString() })
const never = aDevice({ id: 'device-never', heardAt: null, name: 'phone' })
const revoked = aDevice({ id: 'device-revoked', heardAt: null, state: 'revoked' })
const all = [heard, silent, never, revoked]
const found = (typed: string, silentOnly = false) =>
  devicesFound(all, ({ name }) => name, { typed, silentOnly, now: NOW }).map(({ id }) => id)

it('devices are found by their words, and those that should speak and do not by themselves', () => {
  expect(found('')).toHaveLength(4)
  expect(found(' PHONE ')).toEqual(['device-never'])
  expect(found('', true)).toEqual(['device-silent', 'device-never'])
})

it('what was refused is counted, the most frequent first', () => {
  const device = aDevice({ refused: { 'fix.jump': 2, 'unit.off-duty': 7 } })
  expect(refusals(device)).toEqual([
    ['unit.off-duty', 7],
    ['fix.jump', 2],
  ])
  expect(refusedCount(device)).toBe(9)
})
