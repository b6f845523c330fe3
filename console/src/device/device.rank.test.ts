import { type HeardDevice, standardTerminal } from '@lianqin/shared/device'
import { expect, it } from 'vitest'
import { devicesFound, refusals, refusedCount, registeringOf } from './device.rank.ts'

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
  called: null,
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

it('another terminal with its number is told of until its label is right, or somebody waits for a new one', () => {
  const at = new Date(NOW - 60_000).toISOString()
  const of = (terminal: Partial<typeof standardTerminal>, change: Partial<HeardDevice> = {}) =>
    registeringOf(
      aDevice({ terminal: { ...standardTerminal, ...terminal }, called: { label: 'T2', at }, ...change }),
      NOW,
    )
  const [soon, past] = [1, -1].map((hours) => new Date(NOW + hours * 3_600_000).toISOString())
  expect(of({ label: 'T1' })).toEqual({ kind: 'other', label: 'T2', known: 'T1', at })
  expect(of({ label: 'T2' })).toBeNull()
  expect(of({ enrolBy: past ?? null })).toEqual({ kind: 'other', label: 'T2', known: null, at })
  expect(of({ enrolBy: soon ?? null }, { heardAt: null })).toEqual({ kind: 'awaited', until: soon })
  expect(of({ label: 'T1' }, { state: 'revoked' })).toBeNull()
  expect(of({ label: 'T1' }, { called: null })).toBeNull()
})
