import type { Candidate, Recommendation } from '@lianqin/shared/recommendation'

/** More than this would hide who is proposed. */
const AT_MOST = 2

/** Squads that stand nearer than the first proposal and have no authority here, nearest first: seen, so that nobody wonders. */
export function nearerBarred({ ranked, passedOver }: Pick<Recommendation, 'ranked' | 'passedOver'>): Candidate[] {
  const than = ranked[0]?.distanceM ?? Number.POSITIVE_INFINITY
  const far = ({ distanceM }: Candidate) => distanceM ?? Number.POSITIVE_INFINITY
  return passedOver
    .filter((one) => !one.competent && far(one) < than)
    .sort((a, b) => far(a) - far(b))
    .slice(0, AT_MOST)
}
