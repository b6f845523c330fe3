import Type from 'typebox'

export const Digits = Type.String({ pattern: '^\\d{1,9}$' })
export const LARGEST_PAGE = 200
const PAGE = 50

/** Which page of a list is asked for: how many rows, and below which number. */
export const pageAsked = ({ limit, before }: { limit?: string; before?: string }) => ({
  limit: limit === undefined ? PAGE : Math.max(1, Math.min(Number(limit), LARGEST_PAGE)),
  before: before === undefined ? null : Number(before),
})
