import Type, { type Static } from 'typebox'
import { Catalogue, CatalogueBody } from './catalogue.ts'
import { EnforcementItem } from './item.ts'
import { Area, District, NamedPlace } from './jurisdiction.ts'
import { Matter } from './matter.ts'
import { FiledOfficer } from './officer.ts'
import { Force, SquadFacts } from './squad.ts'
import { Unit } from './unit.ts'

/** What a screen needs once at sign-in, and what changes only when a district is loaded anew. */
export const Reference = Type.Object({
  district: District,
  areas: Type.Array(Area),
  places: Type.Array(NamedPlace),
  /** The version of the catalogue that new cases are filed under. */
  catalogueVersion: Catalogue.properties.version,
  /** Its classes. */
  matters: Type.Array(Matter),
  /** Classes that it no longer has: older cases still name them. */
  retired: Type.Array(Matter),
  /** Items that are in use here; their classes come first in a search. */
  exercised: Type.Array(EnforcementItem.properties.id),
  forces: Type.Array(Force),
  units: Type.Array(Unit),
})
export type Reference = Static<typeof Reference>

/** A whole district as data: the demo's file, and what an import has checked and is about to load. */
export const DistrictFile = Type.Object({
  district: District,
  areas: Type.Array(Area),
  places: Type.Array(NamedPlace),
  catalogue: CatalogueBody,
  forces: Type.Array(Force),
  squads: Type.Array(SquadFacts),
  officers: Type.Array(FiledOfficer),
  units: Type.Array(Unit),
})
export type DistrictFile = Static<typeof DistrictFile>
