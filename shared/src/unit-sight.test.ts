import { expect, it } from 'vitest'
import { layFrame } from './unit-frame.ts'
import { createSight, learnTable, seenUnit, takeFrame } from './unit-sight.ts'
import { packFlags, stateNumber } from './unit-state.ts'
import { tableOf } from './unit-table.ts'
import { toAge } from './unit-values.ts'

const HOUR = 3_600_000
const EIGHT = Date.parse('2026-03-02T08:00:00.000+08:00')

it('a device that died at eight is nine hours old at five in the afternoon, in every frame', () => {
  const sight = createSight()
  const table = tableOf(['unit-1'])
  learnTable(sight, table)
  for (const later of [1, 2, 9, 9.1, 30].map((hours) => hours * HOUR)) {
    const at = EIGHT + later
    const { bytes, columns } = layFrame({ kind: 'delta', at, generation: table.generation }, 1)
    columns.age[0] = toAge(at, EIGHT)
    columns.flags[0] = packFlags(stateNumber('available'), later, 5)
    expect(takeFrame(sight, bytes)).toBeNull()
    expect(seenUnit(sight, 'unit-1')?.at).toBe(EIGHT)
  }
})
