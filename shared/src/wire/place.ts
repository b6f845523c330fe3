import Type, { type Static } from 'typebox'

/**
 * The datum a position was measured in. Never guessed from the numbers: here GCJ-02 lies half a kilometre from WGS-84,
 * which is more than the width of a street and less than anybody would notice. CGCS2000 agrees with WGS-84 to decimetres.
 */
export const datums = ['wgs84', 'gcj02', 'bd09', 'cgcs2000'] as const
export const Crs = Type.Enum(datums)
export type Crs = Static<typeof Crs>

export const Longitude = Type.Number({ minimum: -180, maximum: 180 })
export const Latitude = Type.Number({ minimum: -90, maximum: 90 })

/** A place in WGS-84, degrees: the only datum that is stored and drawn. */
export const Place = Type.Object({ lon: Longitude, lat: Latitude })
export type Place = Static<typeof Place>

/** A place as somebody gave it, with the datum it was given in. */
export const GivenPlace = Type.Object({ lon: Longitude, lat: Latitude, crs: Crs }, { additionalProperties: false })
export type GivenPlace = Static<typeof GivenPlace>
