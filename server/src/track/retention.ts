/** No track is dropped sooner. */
export const LEAST_DAYS = 30
export const DAY_MS = 86_400_000
