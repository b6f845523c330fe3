import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../settings.ts'
import { isBulk } from './bulk.rank.ts'
import { trackRequestMachine } from './request.ts'

const HOUR = 3_600_000
const unit = (n: number) => `unit-${n}` as const
const taking = (units: number, hours: number, first = 0) => ({
  unitIds: Array.from({ length: units }, (_, n) => unit(first + n)),
  from: 0,
  to: hours * HOUR,
})
const alone = { units: 3, unitHours: 24 }

describe('what one person may not take away alone', () => {
  it('is more than three units, or more than twenty-four unit-hours, where a district says nothing else', () => {
    expect(defaultSettings.exportAlone).toEqual(alone)
    for (const [units, hours, is] of [
      [1, 24, false],
      [3, 8, false],
      [3, 8.001, true],
      [1, 24.001, true],
      [4, 0.01, true],
    ] as const)
      expect(isBulk([taking(units, hours)], alone), `${units} units, ${hours} hours`).toBe(is)
  })

  it('is also what becomes that much bit by bit: the units and the hours of one day are added up', () => {
    expect(isBulk([taking(2, 1), taking(1, 1, 2)], alone)).toBe(false)
    expect(isBulk([taking(2, 1), taking(2, 1, 2)], alone)).toBe(true)
    // The same units again are no more units; their hours are more hours.
    expect(isBulk([taking(2, 6), taking(2, 6)], alone)).toBe(false)
    expect(isBulk([taking(2, 6), taking(2, 6.5)], alone)).toBe(true)
  })

  it('is everything in a district that lets nobody take anything alone', () => {
    expect(isBulk([taking(1, 0.1)], { units: 0, unitHours: 0 })).toBe(true)
  })
})

describe('a request for tracks', () => {
  it('is agreed to or refused by shift leads and heads alone, and ends by time where nobody says anything', () => {
    const may = (role: string) => trackRequestMachine.movesFrom('asked', role)
    for (const role of ['shift-lead', 'centre-head']) expect(may(role)).toEqual(['agree', 'refuse', 'withdraw'])
    for (const role of ['dispatcher', 'coordinator', 'squad-leader']) expect(may(role)).toEqual(['withdraw'])
    expect(may('viewer')).toEqual([])
    expect(may('administrator')).toEqual([])
    expect(may('clock')).toEqual(['lapse'])
    expect(trackRequestMachine.needsReason('refuse')).toBe(true)
  })

  it('gives its file after the agreement alone, and is over otherwise', () => {
    const gives = trackRequestMachine.states.filter((state) =>
      trackRequestMachine.movesFrom(state, 'dispatcher').includes('fetch'),
    )
    expect(gives).toEqual(['agreed', 'fetched'])
    const over = trackRequestMachine.states.filter(trackRequestMachine.isFinal)
    expect(over).toEqual(['refused', 'withdrawn', 'lapsed'])
  })
})
