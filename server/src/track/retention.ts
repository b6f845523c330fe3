/** So far back it is known when squads were on duty: longer than any district keeps tracks. */
export const LOGGED_DUTY_DAYS = 180
/** No track is dropped sooner. */
export const LEAST_DAYS = 30
export const DAY_MS = 86_400_000
