import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPresses } from './press.engine.ts'

function opened(repeats: boolean) {
  const presses = createPresses()
  return (at: number, isPressed: boolean, device = 1) => presses.isNew(`device-${device}`, { at, isPressed, repeats })
}

describe('the emergency button of a terminal', () => {
  it('that says in every message that it is held is one press, until it is let go and pressed again', () => {
    const isNew = opened(true)
    const told = [0, 1, 1, 1, 0, 1, 1].map((held, second) => isNew(second, held === 1))
    expect(told).toEqual([false, true, false, false, false, true, false])
    expect(isNew(3, true, 2)).toBe(true)
  })

  it('is not let go by a message that comes late, nor pressed by one', () => {
    const isNew = opened(true)
    expect([isNew(10, true), isNew(20, true), isNew(15, false), isNew(21, true)]).toEqual([true, false, false, false])
    expect([isNew(30, false), isNew(12, true), isNew(31, true)]).toEqual([false, false, true])
  })
})

describe('the emergency button of a phone', () => {
  it('is pressed anew with every message that says so, but not by one that is said again', () => {
    const isNew = opened(false)
    expect([isNew(10, true), isNew(10, true), isNew(20, true), isNew(10, true)]).toEqual([true, false, true, false])
  })
})

it('the first message that says a button is pressed always counts, in whatever order they come', () => {
  const messages = fc.array(fc.tuple(fc.nat(100), fc.boolean()), { minLength: 1 })
  fc.assert(
    fc.property(messages, fc.boolean(), (said, repeats) => {
      const isNew = opened(repeats)
      const told = said.map(([at, pressed]) => isNew(at, pressed))
      expect(told.indexOf(true)).toBe(said.findIndex(([, pressed]) => pressed))
    }),
  )
})
