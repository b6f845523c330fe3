import { type FrameRead, readFrame } from '@lianqin/shared/unit-frame'
import { createSight, learnTable, seenIds, takeFrame, type UnitSight } from '@lianqin/shared/unit-sight'
import type { UnitTable } from '@lianqin/shared/unit-table'
import type { Welcome } from '@lianqin/shared/wall'
import type { Screen, Seat } from './kit.ts'

/** A screen that follows positions as the console does, and remembers what it was ever told. */
export interface Watcher {
  screen: Screen
  sight: UnitSight
  /** Every unit it was ever told a place of. */
  ever: Set<string>
  /** The tables it was told. */
  told: UnitTable[]
  frames: (FrameRead & { bytes: number; heardAt: number })[]
  /** What it could not read; must stay empty. */
  faults: string[]
}

export async function watcher(seat: Seat, since: number | null = null): Promise<Watcher> {
  const screen = seat.screen()
  const watching: Watcher = { screen, sight: createSight(), ever: new Set(), told: [], frames: [], faults: [] }
  screen.on('units', (table) => {
    watching.told.push(table)
    learnTable(watching.sight, table)
  })
  screen.on('positions', (bytes) => {
    const fault = takeFrame(watching.sight, bytes)
    if (fault) watching.faults.push(fault)
    watching.frames.push({ ...readFrame(bytes), bytes: bytes.length, heardAt: performance.now() })
    for (const unitId of seenIds(watching.sight)) watching.ever.add(unitId)
  })
  await new Promise<Welcome>((resolve) => screen.emit('hello', { since }, resolve))
  return watching
}
