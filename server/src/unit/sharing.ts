import { randomUUID } from 'node:crypto'
import type { Unit } from '@lianqin/shared/unit'
import type { Bus } from '../kernel/bus.ts'
import { type Led, packBatch, takeBatch } from './batch.engine.ts'
import type { Newest } from './newest.ts'

/** A position waits this long for company on the way to the other processes: short beside the tick of a screen. */
const TICK_MS = 40
/** The bus may lose any word; everything is said again this often. */
const WHOLE_EVERY_MS = 10_000

interface Needs {
  bus: Bus
  newest: Newest
  leading: Led
  /** Of the order in which the district's units are numbered here; null while there is none. */
  generation: () => number | null
  /** Of who is off duty, nothing is kept, even if it comes back from somewhere. */
  isOnDuty: (unitId: Unit['id']) => boolean
}

/** Tells the other processes what was taken in here, a batch a tick, and takes what they tell. */
export function shareFixes({ bus, newest, leading, generation, isOnDuty }: Needs) {
  const self = randomUUID()
  const news = new Set<Unit['id']>()
  function say(unitIds: Iterable<Unit['id']>) {
    const own = generation()
    const indexes = [...unitIds].map((unitId) => newest.indexOf.get(unitId) ?? newest.unitIds.length)
    const bytes = packBatch(newest, indexes, leading)
    if (own === null || bytes.length === 0) return
    bus.say('fixes', { from: self, generation: own, batch: Buffer.from(bytes).toString('base64') })
  }
  function sayNews() {
    if (news.size === 0) return
    say(news)
    news.clear()
  }
  bus.hear('fixes', ({ from, generation: theirs, batch }) => {
    // Another order means another district than the one known here: soon both know the same, and all is said again.
    if (from === self || theirs !== generation()) return
    const accepts = (index: number) => isOnDuty(newest.unitIds[index] ?? 'unit-')
    takeBatch(newest, Buffer.from(batch, 'base64'), accepts, leading)
  })
  // Alone, there is nobody to tell.
  if (!bus.isShared) return { note: () => {}, close: () => {} }
  const tick = setInterval(sayNews, TICK_MS)
  const whole = setInterval(() => say(newest.unitIds), WHOLE_EVERY_MS)
  return {
    note: (unitId: Unit['id']) => void news.add(unitId),
    close() {
      clearInterval(tick)
      clearInterval(whole)
      sayNews()
    },
  }
}
