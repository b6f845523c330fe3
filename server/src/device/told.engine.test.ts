import { describe, expect, it } from 'vitest'
import { NO_ALARMS, type Said } from './report.ts'
import { toldBy } from './told.engine.ts'

const said = (change: Partial<Said>): Said => ({ at: 0, alarms: NO_ALARMS, facts: null, ...change })

describe('what a desk is shown of a message', () => {
  it('is what somebody can use, in its unit', () => {
    const facts = { powerV: 24.123456, charging: true, fuelL: 40, odometerM: 12_345 }
    expect(toldBy(said({ facts, batteryShare: 0.873, satellites: 11, ignition: false }))).toEqual({
      powerV: 24.123,
      charging: true,
      fuelL: 40,
      mileageKm: 12.345,
      batteryPercent: 87.3,
      satellites: 11,
      ignition: false,
    })
    expect(toldBy(said({ mileageM: 5_000, signal: 31 }))).toEqual({ mileageKm: 5, signal: 31 })
  })

  it('is nothing that tells where it is, and nothing under a name that nobody knows', () => {
    const facts = { wifi: '00:11:22:33:44:55,-60', cells: '460,0,1,2', area: 'home', anything: 1, vin: 'x'.repeat(500) }
    expect(toldBy(said({ facts }))).toEqual({ vin: 'x'.repeat(80) })
    expect(toldBy(said({}))).toEqual({})
  })
})
