import { type HeardDevice, standardTerminal } from '@lianqin/shared/device'
import { afterEach, expect, it } from 'vitest'
import { locale } from '../kernel/i18n.ts'
import { now } from '../kernel/time.ts'
import { raisedAlarms } from './told.rank.ts'
import { alarmWords, factWords } from './told-words.ts'

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
  heardAt: null,
  taken: 0,
  refused: {},
  told: null,
  alarms: {},
  called: null,
  ...change,
})
const ago = (minutes: number) => new Date(now.value - minutes * 60_000).toISOString()
afterEach(() => {
  locale.value = 'zh-CN'
})

it('alarms of a device stand the newest first, and what is not known here is left out', () => {
  const alarms = { 'power-cut': ago(50), sos: ago(2), unheard: ago(1) }
  expect(raisedAlarms({ alarms }).map(({ name }) => name)).toEqual(['sos', 'power-cut'])
})

it('what a device says is in the words of the screen, the charge of its battery first', () => {
  const facts = { satellites: 9, ignition: false, batteryPercent: 12, mock: false, charging: true }
  const device = aDevice({ told: { at: ago(0), facts }, alarms: { 'battery-low': ago(3) } })
  expect(factWords(device)).toEqual(['电量 12%', '充电中', '熄火', '卫星 9'])
  expect(alarmWords(device)).toEqual(['电池电量低 3′前'])
  locale.value = 'en'
  expect(factWords(device)).toEqual(['battery 12%', 'charging', 'ignition off', '9 satellites'])
  expect(alarmWords(device)).toEqual(['battery low 3′ ago'])
})
