import { describe, expect, it } from 'vitest'
import { type Drawn, difference } from './source-feed.ts'

const drawn = (id: string, lon = 0, properties: Record<string, unknown> = {}): Drawn => ({
  type: 'Feature',
  id,
  properties,
  geometry: { type: 'Point', coordinates: [lon, 0] },
})
const held = (...features: Drawn[]) => new Map(features.map((feature) => [feature.id, feature]))

describe('the difference that is uploaded', () => {
  it('is none for rows made anew that say the same', () => {
    expect(difference(held(drawn('a', 1, { tone: 'due' })), held(drawn('a', 1, { tone: 'due' })))).toBeNull()
  })

  it('holds what came, what moved, what changed and what went, and nothing else', () => {
    const before = held(drawn('stays'), drawn('moves'), drawn('changes', 0, { tone: 'due' }), drawn('goes'))
    const after = held(drawn('stays'), drawn('moves', 1), drawn('changes', 0, { tone: 'over' }), drawn('comes'))
    const diff = difference(before, after)
    expect(diff?.remove).toEqual(['goes'])
    expect(diff?.add?.map(({ id }) => id)).toEqual(['moves', 'changes', 'comes'])
  })
})
