import { describe, expect, it } from 'vitest'
import { createFailureCount } from './failure-count.ts'

const MINUTE = 60_000
function counted() {
  const time = { now: 0 }
  const failures = createFailureCount(() => time.now)
  const fail = (name: string, source: string, times = 1) => {
    for (let tried = 0; tried < times; tried++) failures.add(name, source)
  }
  const isOpen = (name: string, source: string) => {
    try {
      failures.refuse(name, source)
      return true
    } catch {
      return false
    }
  }
  return { time, failures, fail, isOpen }
}

describe('failed sign-ins', () => {
  it('close an account to their source at the fifth, and to no other source and no other account', () => {
    const { fail, isOpen } = counted()
    fail('chen', 'here', 4)
    expect(isOpen('chen', 'here')).toBe(true)
    fail('chen', 'here')
    expect(isOpen('chen', 'here')).toBe(false)
    expect(isOpen('chen', 'there')).toBe(true)
    expect(isOpen('zhou', 'here')).toBe(true)
  })

  it('close a source to everybody at the fiftieth', () => {
    const { fail, isOpen } = counted()
    for (let account = 0; account < 50; account++) fail(`name-${account}`, 'here')
    expect(isOpen('chen', 'here')).toBe(false)
    expect(isOpen('chen', 'there')).toBe(true)
  })

  it('are forgotten after fifteen minutes', () => {
    const { time, fail, isOpen } = counted()
    fail('chen', 'here', 5)
    time.now = 15 * MINUTE - 1
    expect(isOpen('chen', 'here')).toBe(false)
    time.now = 15 * MINUTE
    expect(isOpen('chen', 'here')).toBe(true)
  })

  it('of an account are forgotten with its right password; those of its source are not', () => {
    const { failures, fail, isOpen } = counted()
    for (let account = 0; account < 12; account++) fail(`name-${account}`, 'here', 4)
    fail('chen', 'here', 3)
    failures.forget('chen', 'here')
    expect(isOpen('chen', 'here')).toBe(false)
    expect(isOpen('chen', 'there')).toBe(true)
  })
})
