import type { Decision } from '@lianqin/shared/decision'
import type { EnforcementItem } from '@lianqin/shared/item'
import type { PartyKind } from '@lianqin/shared/party'
import type { Settings } from '@lianqin/shared/settings'
import { Problem } from '@lianqin/shared/wire/problem'

export interface TrackQuestion {
  item: Pick<EnforcementItem, 'track'>
  /** As somebody chose it; by default the item's. */
  track: NonNullable<Decision['track']> | null
  fineFen: number
  partyKind: PartyKind
  settings: Pick<Settings, 'onSpotFen'>
}

/**
 * On which track a penalty goes (繁简分流). On the spot only up to the limit for a person or an organisation, which itself
 * still is (DOMAIN C17); short form and full form take any fine.
 */
export function trackOf({ item, track, fineFen, partyKind, settings }: TrackQuestion): NonNullable<Decision['track']> {
  const chosen = track ?? item.track
  const limitFen = settings.onSpotFen[partyKind]
  if (chosen === 'summary' && fineFen > limitFen)
    throw new Problem('decision.fine-too-high', { fineFen, limitFen, party: partyKind })
  return chosen
}
