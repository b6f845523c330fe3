import Type, { type Static } from 'typebox'
import { EnforcementItem, Line } from './item.ts'
import { Matter } from './matter.ts'
import { Moment } from './wire/moment.ts'
import { Words } from './wire/words.ts'

/** What a district may handle, as one text: lines of business, enforcement items, and the classes cases are filed under. */
export const CatalogueBody = Type.Object({
  name: Words,
  lines: Type.Array(Line),
  items: Type.Array(EnforcementItem),
  matters: Type.Array(Matter),
})
export type CatalogueBody = Static<typeof CatalogueBody>

const Version = Type.Integer({ minimum: 1 })
const Versioned = Type.Object({ version: Version, loadedAt: Moment })

/** One version of it. Versions are never edited: a change is the next one, and a case keeps the one it was opened under. */
export const Catalogue = Type.Object({ ...Versioned.properties, ...CatalogueBody.properties })
export type Catalogue = Static<typeof Catalogue>

/** How much of the catalogue is ever used: counts of items and lines, and the share of exercised items in per cent. */
export const CatalogueSummary = Type.Object({
  ...Versioned.properties,
  name: Words,
  matters: Type.Integer(),
  items: Type.Integer(),
  lines: Type.Integer(),
  exercised: Type.Integer(),
  exercisedLines: Type.Integer(),
  /** Exercised items of all items, per cent to one decimal; 0 without items. */
  sharePercent: Type.Number(),
  byLine: Type.Array(Type.Object({ ...Line.properties, items: Type.Integer(), exercised: Type.Integer() })),
  /** Every version that can be read, newest first. */
  versions: Type.Array(Versioned),
})
export type CatalogueSummary = Static<typeof CatalogueSummary>

/** Counts a version: 174 exercised of 1,676 items is 10.4 per cent. */
export function summarise(
  { version, loadedAt, name, lines, items, matters }: Catalogue,
  versions: CatalogueSummary['versions'],
): CatalogueSummary {
  const exercised = items.filter((item) => item.exercised)
  const used = Map.groupBy(exercised, ({ line }) => line)
  const held = Map.groupBy(items, ({ line }) => line)
  const count = (of: Map<string, unknown[]>, code: Line['code']) => of.get(code)?.length ?? 0
  return {
    version,
    loadedAt,
    name,
    matters: matters.length,
    items: items.length,
    lines: lines.length,
    exercised: exercised.length,
    exercisedLines: lines.filter(({ code }) => used.has(code)).length,
    sharePercent: items.length === 0 ? 0 : Math.round((exercised.length / items.length) * 1000) / 10,
    byLine: lines.map((line) => ({ ...line, items: count(held, line.code), exercised: count(used, line.code) })),
    versions,
  }
}
