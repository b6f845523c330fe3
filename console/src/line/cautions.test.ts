import { expect, it } from 'vitest'
import { barOf, cautionsOf, type Proposed } from './cautions.rank.ts'

const candidate = (id: string, competent = true) => ({
  squadId: `squad-${id}` as const,
  competent,
  unitId: null,
  distanceM: null,
  minutes: null,
  load: 0,
  why: [{ code: competent ? 'load.full' : 'area.elsewhere', params: {} }],
})
const squad = (id: string, over: Partial<Proposed['squads'][number]> = {}): Proposed['squads'][number] => ({
  id: `squad-${id}`,
  state: 'on-duty',
  load: 0,
  isLost: false,
  ...over,
})
const ranking = { ranked: [candidate('a'), candidate('b')], passedOver: [candidate('full'), candidate('far', false)] }
const asked = (over: Partial<Proposed>): Proposed => ({ squads: [squad('a')], standing: [], ranking, ...over })

it.each<[said: string, proposed: Partial<Proposed>, cautions: ReturnType<typeof cautionsOf>]>([
  ['the first choice, free, needs no word', {}, []],
  ['the second says which was first', { squads: [squad('b')] }, [{ code: 'second', place: 2, first: 'squad-a' }]],
  ['several at once are not told their places', { squads: [squad('b'), squad('a')] }, []],
  [
    'whoever is asked now loses the offer',
    { standing: [{ squadId: 'squad-b', state: 'seen' }] },
    [{ code: 'takes', squadIds: ['squad-b'] }],
  ],
  ['who has declined loses nothing', { standing: [{ squadId: 'squad-b', state: 'declined' }] }, []],
  ['the same squad asked again loses nothing', { standing: [{ squadId: 'squad-a', state: 'made' }] }, []],
  [
    'a squad that was passed over is told with the reason',
    { squads: [squad('full', { load: 3 })] },
    [
      { code: 'unranked', squadId: 'squad-full', why: [{ code: 'load.full', params: {} }] },
      { code: 'busy', squadId: 'squad-full', load: 3 },
    ],
  ],
  [
    'a lost and busy one is told so',
    { squads: [squad('a', { load: 1, isLost: true })] },
    [
      { code: 'lost', squadId: 'squad-a' },
      { code: 'busy', squadId: 'squad-a', load: 1 },
    ],
  ],
  ['before the ranking has come nothing is known of it', { ranking: null }, [{ code: 'unknown' }]],
])('%s', (_, proposed, cautions) => expect(cautionsOf(asked(proposed))).toEqual(cautions))

it('bars a squad that is off duty, or has no authority here', () => {
  expect(barOf(asked({}))).toBeNull()
  expect(barOf(asked({ squads: [squad('a', { state: 'off-duty' })] }))).toEqual({
    code: 'off-duty',
    squadId: 'squad-a',
  })
  expect(barOf(asked({ squads: [squad('far')] }))).toMatchObject({ code: 'no-authority', squadId: 'squad-far' })
  // Passed over for another reason it may be chosen by hand all the same.
  expect(barOf(asked({ squads: [squad('full')] }))).toBeNull()
})
