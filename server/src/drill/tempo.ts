/** How simulated time runs against the server's, and what may not run with it. */
export interface Tempo {
  /** Milliseconds of real time for so many simulated seconds of waiting, deciding or working. */
  ms: (simulatedS: number) => number
  speed: number
  /** A drive is never longer than this in real seconds: who is still on the way then is taken to be there. */
  drivesAtMostS: number
  /** Real milliseconds between two positions of a unit on the way to a case, and on patrol. */
  drivingFixMs: number
  patrolFixMs: number
  /** Real milliseconds between two looks of everybody at what there is to do. */
  roundMs: number
}

/** Below this nobody answers, however fast time runs: a hand needs it. */
const HAND_MS = 100

export const tempoOf = (speed: number, rest: Omit<Tempo, 'ms' | 'speed'>): Tempo => ({
  ...rest,
  speed,
  ms: (simulatedS) => Math.max(HAND_MS, (simulatedS * 1000) / speed),
})
