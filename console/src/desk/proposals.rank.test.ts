import type { Candidate } from '@lianqin/shared/recommendation'
import { expect, it } from 'vitest'
import { nearerBarred } from './proposals.rank.ts'

const one = (squadId: Candidate['squadId'], distanceM: number | null, competent: boolean): Candidate => ({
  squadId,
  unitId: null,
  competent,
  distanceM,
  minutes: distanceM === null ? null : Math.ceil(distanceM / 400),
  load: 0,
  why: [],
})

it('who stands nearer without authority is drawn, the two nearest; not who stands farther, nowhere, or was passed over for another reason', () => {
  const passedOver = [
    one('squad-a', 900, false),
    one('squad-b', 300, false),
    one('squad-c', 600, false),
    one('squad-d', 100, true),
    one('squad-e', null, false),
    one('squad-f', 2000, false),
  ]
  const drawn = nearerBarred({ ranked: [one('squad-z', 1000, true)], passedOver })
  expect(drawn.map(({ squadId }) => squadId)).toEqual(['squad-b', 'squad-c'])
  expect(nearerBarred({ ranked: [], passedOver }).map(({ squadId }) => squadId)).toEqual(['squad-b', 'squad-c'])
})
