import type { Limit } from '@lianqin/shared/calendar'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'

/** A row as a fact told it. */
export interface ToldRow {
  id: string
  state: string
  version: number
  squadId?: string | null
}

/** What a case's clock must say, worked out from the facts alone. */
export interface ClockTruth {
  limit: Limit
  due: number | null
  leftMs: number
}

/** What the promises remember: only what the log has told, never what the rows say. */
export interface Clerk {
  told: Map<string, ToldRow>
  /** Which version of a task each squad was told last, by the names of both. */
  heard: Map<string, number>
  ends: Map<Offer['id'], number>
  clocks: Map<Incident['id'], ClockTruth>
  /** Reports that were answered as taken. */
  accepted: Incident['id'][]
  /** Effects under one idempotency key. */
  effects: Map<string, number>
}

export const openClerk = (): Clerk => ({
  told: new Map(),
  heard: new Map(),
  ends: new Map(),
  clocks: new Map(),
  accepted: [],
  effects: new Map(),
})
