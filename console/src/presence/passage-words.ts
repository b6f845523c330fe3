import type { FenceStay, Passage } from '@lianqin/shared/presence'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { named } from '../kernel/i18n.ts'
import { age, ageMs, MINUTE } from '../kernel/time.ts'
import { presenceText } from './presence.text.ts'

/** That a unit came into a fence, left it, or has stayed as long as the fence asks about. */
export function passageWords({ kind, name, fenceId }: Passage): string {
  const place = named(name)
  const dwellMin = useJurisdiction().fenceById.get(fenceId)?.dwellMin
  return kind === 'dwell' && dwellMin
    ? presenceText('passed.dwell-for', { place, span: age(dwellMin * MINUTE) })
    : presenceText(`passed.${kind}`, { place })
}

/** Inside of which fence a unit is, and for how long. A fence that was taken away meanwhile says nothing. */
export function stayWords({ fenceId, since }: FenceStay): string {
  const fence = useJurisdiction().fenceById.get(fenceId)
  return fence ? presenceText('inside', { place: named(fence.name), span: age(ageMs(since)) }) : ''
}
