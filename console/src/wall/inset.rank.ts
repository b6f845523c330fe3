import type { Area } from '@lianqin/shared/jurisdiction'
import type { Bounds, MapPadding } from '../map/view-model.ts'

/** How many times larger the inset shows its part of the district. */
export const INSET_SCALE = 2.3
/** With fewer townships than this on so little land there is nothing to enlarge. */
const WORTH = 4
/** Names stand around the middle of their township: those near the inset's edge would be cut. */
const CLEAR_SHARE = 0.8
const STEP = 4

export interface Size {
  width: number
  height: number
}

/** What the map leaves free around the district, and the part that is enlarged; null where nothing needs it. */
export interface Arrangement {
  padding: MapPadding
  part: Bounds | null
}

type Spot = { x: number; y: number }
const RAD = Math.PI / 180
/** Mercator, in degrees of longitude: what the screen's pixels are proportional to. */
const up = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * RAD) / 2)) / RAD
const down = (y: number) => (2 * Math.atan(Math.exp(y * RAD)) - Math.PI / 2) / RAD

/**
 * Fits the district and the inset, which stands in the lower right corner, beside each other: the district gives way
 * upwards until nothing of it lies hidden under the inset. All sizes in one unit of the screen.
 */
export function arrange(
  areas: readonly Area[],
  bounds: Bounds,
  map: Size,
  inset: Size,
  around: MapPadding,
): Arrangement {
  const land = areas.flatMap(({ rings }) => rings.flat(2)).map(([lon, lat]) => ({ x: lon, y: up(lat) }))
  const most = map.height - around.top - map.height / 3
  let padding = around
  for (;;) {
    const view = fit(bounds, map, padding)
    const part = crowdedPart(areas, view.perUnit, inset)
    const hidden = ({ x, y }: Spot) =>
      view.across(x) > map.width - inset.width && view.along(y) > map.height - inset.height
    if (part === null || padding.bottom >= most || !land.some(hidden)) return { padding, part }
    padding = { ...padding, bottom: padding.bottom + STEP }
  }
}

/** Where the map puts a spot when it fits the bounds into what the padding leaves, in the middle. */
function fit([west, south, east, north]: Bounds, map: Size, { top, right, bottom, left }: MapPadding) {
  const width = map.width - left - right
  const height = map.height - top - bottom
  const perUnit = Math.max((east - west) / width, (up(north) - up(south)) / height)
  return {
    perUnit,
    across: (x: number) => left + width / 2 + (x - (west + east) / 2) / perUnit,
    along: (y: number) => top + height / 2 - (y - (up(south) + up(north)) / 2) / perUnit,
  }
}

/** The stretch of land the inset can show that holds the most townships. */
function crowdedPart(areas: readonly Area[], perUnit: number, inset: Size): Bounds | null {
  const half = { x: (inset.width * perUnit) / INSET_SCALE / 2, y: (inset.height * perUnit) / INSET_SCALE / 2 }
  const spots = areas.map(({ centre }): Spot => ({ x: centre.lon, y: up(centre.lat) }))
  const within = (west: number, south: number) =>
    spots.filter(
      ({ x, y }) =>
        x >= west && x <= west + 2 * half.x * CLEAR_SHARE && y >= south && y <= south + 2 * half.y * CLEAR_SHARE,
    )
  // The best stretch can be pushed until a township touches its western and another its southern side.
  const crowd = spots
    .flatMap(({ x }) => spots.map(({ y }) => within(x, y)))
    .reduce((most, some) => (some.length > most.length ? some : most), [])
  if (crowd.length < WORTH || crowd.length === spots.length) return null
  const x = middle(crowd.map((spot) => spot.x))
  const y = middle(crowd.map((spot) => spot.y))
  return [x - half.x, down(y - half.y), x + half.x, down(y + half.y)]
}

const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2

/** A label turns inwards, so that no end of the picture cuts it. */
export const inwards = <T extends { lon: number }>([west, , east]: Bounds, row: T): T & { side: 'east' | 'west' } => ({
  ...row,
  side: row.lon < (west + east) / 2 ? 'east' : 'west',
})

export const isWithin = (bounds: Bounds | null, { lon, lat }: { lon: number; lat: number }): boolean =>
  bounds !== null && lon >= bounds[0] && lon <= bounds[2] && lat >= bounds[1] && lat <= bounds[3]

/** In the wall's own unit: what a letter takes of the map's text, and a Chinese one; and what stands beside a name. */
const LETTER = 5.4
const WIDE_LETTER = 9.6
const GLYPH_ROOM = 12
const COUNT_ROOM = 26
const LINE_ROOM = 8

/** How wide words are drawn. */
export const widthOf = (words: string): number =>
  [...words].reduce((sum, letter) => sum + (letter > '\u2e7f' ? WIDE_LETTER : LETTER), 0)

/** Where a township's name stands, so that no edge of the inset cuts it or the numbers behind it. */
export function kept([west, south, east, north]: Bounds, inset: Size, { label, centre }: NamedArea) {
  if (label === null) return centre
  const aside = Math.min(0.5, (widthOf(label) + COUNT_ROOM) / 2 / inset.width) * (east - west)
  const above = (LINE_ROOM / inset.height) * (north - south)
  const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
  return {
    lon: within(centre.lon, west + aside, east - aside),
    lat: within(centre.lat, south + above, north - above),
  }
}
interface NamedArea {
  label: string | null
  centre: { lon: number; lat: number }
}

/** A case whose words do not fit between its shape and the edge they are turned from says the last of them alone. */
export function shortened<Row extends { lon: number; label: string | null }>(
  [west, , east]: Bounds,
  inset: Size,
  row: Row,
): Row {
  if (row.label === null) return row
  const share = (row.lon - west) / (east - west)
  const room = Math.max(share, 1 - share) * inset.width - GLYPH_ROOM
  return widthOf(row.label) <= room ? row : { ...row, label: row.label.slice(row.label.lastIndexOf(' ') + 1) }
}
