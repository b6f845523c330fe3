/** What the map is told. It knows no room: whoever shows it says where, in which state, and in whose words. */

/** Clock states of a case, as the tokens name them (`--case-*`); a shape belongs to each. */
export const caseTones = ['calm', 'due', 'over', 'closed'] as const
export type CaseTone = (typeof caseTones)[number]

/** States of a unit, as the tokens name them (`--unit-*`); a shape belongs to each. */
export const unitTones = ['off', 'available', 'offered', 'accepted', 'enroute', 'onscene', 'lost', 'unknown'] as const
export type UnitTone = (typeof unitTones)[number]

/** West, south, east, north in WGS-84 degrees. */
export type Bounds = readonly [number, number, number, number]

export interface Point {
  lon: number
  lat: number
}

export interface MapArea {
  id: string
  /** Null draws the land and its line without a name. */
  label: string | null
  empowered: boolean
  /** GeoJSON MultiPolygon coordinates. */
  rings: [number, number][][][]
  centre: Point
  /** Written behind the name when given: open cases, and overdue ones with their shape. */
  open: number | null
  over: number | null
}

export interface MapPlace extends Point {
  label: string
}

/** A place whose coming and going is told. */
export interface MapFence {
  id: string
  label: string | null
  rings: [number, number][][][]
  /** It is the line of an area, and lies on it. */
  isArea: boolean
}

export interface MapIncident extends Point {
  id: string
  tone: CaseTone
  urgent: boolean
  /** In full as it shall be read, number and matter; null for the shape alone. */
  label: string | null
  /** Who keeps a label where there is no room for all: the lower first, e.g. minutes left. */
  order: number
  /** Keeps the label on one side of the shape, where the picture ends on the other. */
  side?: 'east' | 'west'
}

export interface MapUnit extends Point {
  id: string
  tone: UnitTone
  headingDeg: number
  /** Older than a minute: drawn faded. Its age belongs into the label. */
  stale: boolean
  label: string | null
  side?: 'east' | 'west'
}

/**
 * Units in columns, thousands of them, drawn as they stand. Whoever holds them writes into the columns in place and hands
 * in another fleet around the same columns: nothing is made for a unit that moves.
 */
export interface MapFleet {
  count: number
  /** Degrees × 1e7, WGS-84. */
  lon: Int32Array
  lat: Int32Array
  /** A turn has 256. */
  heading: Uint8Array
  /** A place in `unitTones`, or NOT_DRAWN. */
  tone: Uint8Array
  /** 1: older than a minute, drawn faded. */
  stale: Uint8Array
  idOf: (index: number) => string
  indexOf: (id: string) => number | undefined
  /** Finished words beside the shape, its age among them where it is old; null for none. Asked of few. */
  labelOf: (index: number) => string | null
}

/** The units of one part of the map, or all but these. */
export interface MapClip {
  bounds: Bounds
  keeps: 'inside' | 'outside'
}

export const NOT_DRAWN = 255

/** A squad: a line from where its unit stands to the incident, with its rank on it; null without, where there is one. */
export interface MapLine {
  rank: number | null
  unitId: string | null
  /** Written beside the rank, or on the line: how long it takes. */
  note: string | null
  /** Stands nearer and may not act here: drawn faint, so that it is seen and not taken for a proposal. */
  barred: boolean
  from: Point
  to: Point
}

/** A task held out to a squad: a dotted line until it is answered. */
export interface MapOffer {
  id: string
  from: Point
  to: Point
}

export interface MapSelection {
  kind: 'incident' | 'unit'
  id: string
  /** A second line under the label, e.g. what remains of the clock. */
  note: string | null
}

export interface MapPadding {
  top: number
  right: number
  bottom: number
  left: number
}

/** A way that somebody went, without a gap: the whole of it faint, what was gone lately firm. Lon and lat in WGS-84. */
export interface MapTrail {
  id: string
  isRecent: boolean
  line: readonly [number, number][]
}

/** A part of the map that is shown larger elsewhere: framed, with a word inside. */
export interface MapLens {
  bounds: Bounds
  label: string
}

/** How far around a place is looked. */
export interface MapRing extends Point {
  metres: number
}

/** Everything that is drawn. */
export interface Scene {
  lang: 'zh' | 'en'
  areas: readonly MapArea[]
  places: readonly MapPlace[]
  fences: readonly MapFence[]
  incidents: readonly MapIncident[]
  units: readonly MapUnit[]
  /** Instead of `units`, where they are many. */
  fleet: MapFleet | null
  clip: MapClip | null
  lines: readonly MapLine[]
  offers: readonly MapOffer[]
  trails: readonly MapTrail[]
  selection: MapSelection | null
  lens: MapLens | null
  ring: MapRing | null
}
