import type { Candidate, Recommendation } from '@lianqin/shared/recommendation'
import type { Place } from '@lianqin/shared/wire/place'
import type { MapLine } from '../map/view-model.ts'
import { distanceWords, offerText } from '../offer/offer.text.ts'
import { useUnits } from '../unit/unit.store.ts'
import { nearerBarred } from './proposals.rank.ts'

export type Proposal = Pick<Recommendation, 'ranked' | 'passedOver'>

/** As many as are compared on the map. */
const DRAWN = 3

/** A recommendation as lines to a place: the first three in their order with the minutes, and who stands nearer without authority. */
export function useProposals() {
  const units = useUnits()
  function lineTo(
    { lon, lat }: Place,
    { squadId, unitId }: Candidate,
    drawn: Pick<MapLine, 'rank' | 'note' | 'barred'>,
  ): MapLine[] {
    const seen = (unitId && units.shown(unitId)) ?? units.locate(squadId)
    if (!seen?.fix) return []
    const from = { lon: seen.fix.lon, lat: seen.fix.lat }
    return [{ ...drawn, unitId: seen.unit.id, from, to: { lon, lat } }]
  }
  return (to: Place, proposal: Proposal | null): MapLine[] => {
    if (!proposal) return []
    const first = proposal.ranked.slice(0, DRAWN)
    return [
      ...nearerBarred(proposal).flatMap((one) => {
        const note = [offerText('not-authorised'), one.distanceM === null ? '' : distanceWords(one.distanceM)]
        return lineTo(to, one, { rank: null, note: note.join(' '), barred: true })
      }),
      ...first.flatMap((one, index) => {
        const note = one.minutes === null ? null : `${one.minutes}′`
        return lineTo(to, one, { rank: index + 1, note, barred: false })
      }),
    ]
  }
}
