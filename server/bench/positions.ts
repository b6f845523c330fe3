import { benchFrames } from './frames.ts'
import { benchNearest } from './nearest.ts'
import type { Table } from './table.ts'
import { benchTracks } from './tracks.ts'

/** What positions cost before any socket or database: messages, tracks, and the nearest of all. */
export const benchPositions = async (): Promise<Table[]> => [...benchFrames(), ...benchTracks(), ...benchNearest()]
