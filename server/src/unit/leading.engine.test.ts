import { describe, expect, it } from 'vitest'
import { createLeading, LEADS_FOR_MS } from './leading.engine.ts'

describe('a unit with a device of its own', () => {
  const at = { now: 1_000_000 }
  const leading = createLeading(() => at.now)

  it('is told of by nobody’s phone while that device is heard, and by the phone again once it is silent', () => {
    expect(leading.isLed('unit-a')).toBe(false)
    leading.heard('unit-a', 'newest')
    expect(leading.isLed('unit-a')).toBe(true)
    expect(leading.isLed('unit-b')).toBe(false)
    at.now += LEADS_FOR_MS - 1
    expect(leading.isLed('unit-a')).toBe(true)
    at.now += 1
    expect(leading.isLed('unit-a')).toBe(false)
  })

  it('is led from the first position that lies elsewhere, but not by a device that says nothing to be believed', () => {
    for (const outcome of ['fix.unlocated', 'fix.future', 'fix.inaccurate', 'fix.nowhere', 'unit.off-duty'] as const)
      leading.heard('unit-c', outcome)
    expect(leading.isLed('unit-c')).toBe(false)
    leading.heard('unit-c', 'fix.jump')
    expect(leading.isLed('unit-c')).toBe(true)
  })
})
