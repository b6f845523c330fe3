import { Id } from '@lianqin/shared/wire/id'
import { Crs } from '@lianqin/shared/wire/place'
import Type, { type Static } from 'typebox'
import { Check, Errors } from 'typebox/value'
import { readZone } from './time.merge.ts'

const Column = Type.String({ minLength: 1 })
/** Words with `*` for anything, upper and lower case alike; one of a list suffices. */
const Pattern = Type.Union([Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })])

/** How the columns of another system's export become reports: one JSON file per source. */
export const Mapping = Type.Object(
  {
    delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
    externalNo: Type.Object(
      { column: Column, prefix: Type.String({ maxLength: 20 }) },
      { additionalProperties: false },
    ),
    place: Type.Object({ lon: Column, lat: Column, crs: Crs }, { additionalProperties: false }),
    /** `iso`, or letters: yyyy MM dd HH hh mm ss a; and the zone of times that name none: UTC, +08:00, Asia/Shanghai. */
    time: Type.Object({ format: Type.String({ minLength: 1 }), zone: Type.String() }, { additionalProperties: false }),
    reportedAt: Column,
    closedAt: Type.Union([Column, Type.Null()]),
    address: Type.Union([Column, Type.Null()]),
    description: Type.Array(Column, { maxItems: 10 }),
    /** The first rule whose patterns all fit decides. */
    matters: Type.Array(
      Type.Object({ when: Type.Record(Type.String(), Pattern), matter: Id('matter') }, { additionalProperties: false }),
    ),
    /** What becomes of a row that no rule fits: a matter, or null to refuse it. */
    otherwise: Type.Union([Id('matter'), Type.Null()]),
  },
  { additionalProperties: false },
)
export type Mapping = Static<typeof Mapping>

/** The mapping, or every fault in it in words. */
export function readMapping(text: string): { mapping: Mapping } | { faults: string[] } {
  const raw = parsed(text)
  if (raw === undefined) return { faults: ['it is not JSON'] }
  if (!Check(Mapping, raw)) {
    return {
      faults: Errors(Mapping, raw).map(
        ({ instancePath, keyword, message }) =>
          `${instancePath.slice(1).replaceAll('/', '.') || 'the mapping'} ${keyword === 'boolean' ? 'is not known here' : message}`,
      ),
    }
  }
  if (!readZone(raw.time.zone))
    return { faults: [`time.zone ${raw.time.zone} is no zone: UTC, +08:00 or Asia/Shanghai`] }
  return { mapping: raw }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a mapping asks for and the export or the district does not have. */
export function missingFrom(mapping: Mapping, columns: readonly string[], matterIds: ReadonlySet<string>): string[] {
  const { externalNo, place, reportedAt, closedAt, address, description, matters, otherwise } = mapping
  const asked = [externalNo.column, place.lon, place.lat, reportedAt, closedAt, address, ...description]
  const ruled = matters.flatMap(({ when }) => Object.keys(when))
  const named = [...matters.map(({ matter }) => matter), otherwise]
  return [
    ...new Set([
      ...[...asked, ...ruled]
        .filter((column) => column !== null && !columns.includes(column))
        .map((column) => `the file has no column "${column}"`),
      ...named.filter((id) => id !== null && !matterIds.has(id)).map((id) => `the district has no ${id}`),
    ]),
  ]
}
