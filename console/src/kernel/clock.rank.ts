/** What one message told of the server's clock: its reading less ours, at the moment we heard it. */
export type ClockSample = number

/** How many messages are remembered: long enough to catch a quick one, short enough to follow a corrected clock. */
export const SAMPLES_KEPT = 12

export const remembering = (samples: readonly ClockSample[], sample: ClockSample): ClockSample[] =>
  [...samples, sample].slice(-SAMPLES_KEPT)

/** A message is only ever late, never early, so the largest difference is the truest. */
export const clockOffset = (samples: readonly ClockSample[]): number =>
  samples.length === 0 ? 0 : Math.max(...samples)
