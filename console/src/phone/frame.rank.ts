import type { Place } from '@lianqin/shared/wire/place'

export type Frame = [west: number, south: number, east: number, north: number]

/** The map steps by this much, some 100 m, so that it does not tremble with every position. */
const STEP = 0.001
/** It never shows less than this, some 700 m: closer, nobody could tell where that is. */
const LEAST = 0.006

/** The part of the map that holds all these places; null without any. */
export function frameOf(places: readonly Place[]): Frame | null {
  if (places.length === 0) return null
  const [west, east] = extent(places.map(({ lon }) => lon))
  const [south, north] = extent(places.map(({ lat }) => lat))
  return [west, south, east, north]
}

function extent(values: readonly number[]): [number, number] {
  const low = Math.floor(Math.min(...values) / STEP) * STEP
  const high = Math.ceil(Math.max(...values) / STEP) * STEP
  const widen = Math.max(0, LEAST - (high - low)) / 2
  return [low - widen, high + widen]
}
