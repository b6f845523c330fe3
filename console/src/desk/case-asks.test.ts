import { Problem } from '@lianqin/shared/wire/problem'
import { expect, it } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { useCaseAsks } from './case-asks.ts'

const scope = effectScope()
const open = () => scope.run(() => useCaseAsks(shallowRef('incident-1'))) ?? expect.unreachable()
const refused = () => Promise.reject(new Problem('incident.missing', { id: 'incident-1' }))
const nothing = () => undefined

it('an answer that a later one has overtaken comes to nothing', async () => {
  const { ask } = open()
  const taken: string[] = []
  const slow = Promise.withResolvers<string>()
  const first = ask('file', slow.promise, (answer) => taken.push(answer), nothing)
  await ask('file', Promise.resolve('newer'), (answer) => taken.push(answer), nothing)
  slow.resolve('older')
  await first
  expect(taken).toEqual(['newer'])
})

it('what went wrong with a question goes with it, also when the answer is still to come', async () => {
  const { ask, drop, fault } = open()
  await ask('rank', refused(), nothing, nothing)
  expect(fault.value).not.toBe('')
  drop('rank')
  expect(fault.value).toBe('')
  const late = ask('rank', refused(), nothing, nothing)
  drop('rank')
  await late
  expect(fault.value).toBe('')
})
