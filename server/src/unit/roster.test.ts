import { expect, it } from 'vitest'
import { aSquad } from '../../test/samples.ts'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Db } from '../kernel/db.ts'
import { openRoster } from './roster.ts'

it('while squads are read anew, positions of those that are known are not refused, and what is heard meanwhile stays', async () => {
  const [one, other] = [aSquad('gulin-1'), aSquad('gulin-2')]
  const answers: ((rows: unknown[]) => void)[] = []
  const query = { selectAll: () => query, execute: () => new Promise((resolve) => answers.push(resolve)) }
  const unitById = new Map([one, other].map(({ id }) => [`unit-of-${id}`, { squadId: id }]))
  const territory = { isLoaded: () => true, current: () => ({ unitById }) } as unknown as TerritoryBook
  const opening = openRoster({ selectFrom: () => query } as unknown as Db, territory)
  answers.shift()?.([one, other])
  const roster = await opening
  const reloading = roster.reload()
  expect(roster.squadOf(`unit-of-${one.id}` as never)).toEqual(one)
  const moved = { ...one, state: 'on-duty' as const, version: one.version + 1 }
  roster.take(moved)
  answers.shift()?.([{ ...one, name: { zh: 'old' } }])
  await reloading
  expect(roster.squadOf(`unit-of-${one.id}` as never)).toEqual(moved)
  expect(roster.all()).toEqual([moved])
})
