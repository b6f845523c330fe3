import Type, { type Static } from 'typebox'
import { Calendar } from './calendar.ts'
import { RunCard } from './plan.ts'
import { Settings } from './settings.ts'
import { Id } from './wire/id.ts'
import { Latitude, Longitude, Place } from './wire/place.ts'
import { Nullable, Words } from './wire/words.ts'

/**
 * An empowered township enforces in its own name with one merged squad; in the others the departments enforce and the
 * township is their liaison (县属乡用, 联合执法联络模式).
 */
export const areaModes = ['empowered', 'joint-liaison'] as const
export const AreaMode = Type.Enum(areaModes)

const Position = Type.Tuple([Longitude, Latitude])
/** GeoJSON MultiPolygon coordinates: polygons, each of rings, each of closed lon/lat points in WGS-84. */
export const Rings = Type.Array(Type.Array(Type.Array(Position, { minItems: 4, maxItems: 2000 }), { minItems: 1 }), {
  minItems: 1,
})
export type Rings = Static<typeof Rings>

/** A township or subdistrict: where its line runs, and who may enforce inside it. */
export const Area = Type.Object({
  id: Id('area'),
  /** The statistics bureau's code of nine digits. */
  code: Type.String({ pattern: '^\\d{9,12}$' }),
  name: Words,
  /** The name without its kind, for maps and lists: 古林, Gulin. */
  short: Words,
  mode: AreaMode,
  centre: Place,
  rings: Rings,
  /** Drawn by hand or by cells, not surveyed: every screen says so. */
  approximate: Type.Boolean(),
  /** Share of the district's reports, per cent; the drill and relocation use it. */
  share: Type.Number({ minimum: 0, maximum: 100 }),
})
export type Area = Static<typeof Area>

/** A named point to find by name: a market, a station, a village. */
export const NamedPlace = Type.Object({ name: Words, lon: Longitude, lat: Latitude, areaId: Id('area') })
export type NamedPlace = Static<typeof NamedPlace>

export const passageKinds = ['enter', 'exit', 'dwell'] as const
export const PassageKind = Type.Enum(passageKinds)
export type PassageKind = Static<typeof PassageKind>

/** A place whose coming and going the desks want to hear of: drawn by itself, or the line of an area. */
export const Fence = Type.Object({
  id: Id('fence'),
  name: Words,
  /** Either drawn, or the line of an area; never both. */
  rings: Nullable(Rings),
  areaId: Nullable(Id('area')),
  tells: Type.Array(PassageKind, { minItems: 1, maxItems: 3, uniqueItems: true }),
  /** Who stays so long inside has dwelt there. */
  dwellMin: Nullable(Type.Integer({ minimum: 1, maximum: 1440 })),
})
export type Fence = Static<typeof Fence>

/** The district as a whole, and the settings its cases run by. */
export const District = Type.Object({
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }),
  name: Words,
  centreName: Words,
  /** West, south, east, north in WGS-84 degrees. */
  bounds: Type.Tuple([Longitude, Latitude, Longitude, Latitude]),
  /** True for the demo: every screen is labelled so. */
  synthetic: Type.Boolean(),
  attribution: Words,
  calendar: Calendar,
  settings: Settings,
  /** Response plans: who is called to what, beyond the one competent squad. */
  runCards: Type.Array(RunCard, { maxItems: 500 }),
  fences: Type.Array(Fence, { maxItems: 200 }),
})
export type District = Static<typeof District>
