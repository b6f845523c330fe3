import type { GivenParty, Party } from '@lianqin/shared/party'

/** Blanks, brackets and marks of punctuation: what two writings of one name differ in. */
const UNTOLD = /[\s\p{P}\p{S}]+/gu

/** A name as two writings of it agree: full and half width, case, blanks and marks do not count. */
export const nameKey = (name: string): string => name.normalize('NFKC').replace(UNTOLD, '').toLowerCase()

const differ = (one: string | null, other: string | null) => one !== null && other !== null && one !== other

type Known = Pick<Party, 'kind' | 'name' | 'creditCode' | 'idTail'>

/**
 * Are two parties the same? Where both have a credit code, that alone decides; otherwise the name within the district does,
 * unless the tails of two identity cards tell people of the same name apart.
 */
export function isSameParty(one: Known, other: Known): boolean {
  if (one.creditCode !== null && other.creditCode !== null) return one.creditCode === other.creditCode
  if (one.kind !== other.kind || differ(one.idTail, other.idTail)) return false
  return nameKey(one.name) === nameKey(other.name)
}

/** A party as it is kept. `stray` names what belongs to the other kind: it is refused, not swallowed. */
export function partyFrom(given: GivenParty): { party: Known; stray: string | null } {
  const { kind, name, creditCode = null, idTail = null } = given
  const isPerson = kind === 'person'
  const stray = isPerson && creditCode !== null ? 'creditCode' : !isPerson && idTail !== null ? 'idTail' : null
  return { party: { kind, name: name.trim(), creditCode, idTail }, stray }
}
