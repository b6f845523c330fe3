import type { CatalogueBody } from '@lianqin/shared/catalogue'
import { EnforcementItem, Line, ListEntry } from '@lianqin/shared/item'
import type { Area } from '@lianqin/shared/jurisdiction'
import { Matter } from '@lianqin/shared/matter'
import type { Force } from '@lianqin/shared/squad'
import type { Words } from '@lianqin/shared/wire/words'
import Type, { type Static } from 'typebox'
import { error, type Finding } from '../kernel/finding.ts'
import type { Sourced } from '../kernel/table.merge.ts'
import { catalogueFindings } from './catalogue-codes.merge.ts'
import { claimFindings } from './claims.merge.ts'

const closed = { additionalProperties: false }
const { id: itemId, lists: _, ...itemFields } = EnforcementItem.properties
const { id: matterId, closing, itemId: ofItem, ...matterFields } = Matter.properties

/** Every table of a catalogue and the schema of its rows. An id that is left out follows from the code. */
export const catalogueTables = {
  lines: Type.Object({ ...Line.properties }, closed),
  items: Type.Object({ id: Type.Optional(itemId), ...itemFields }, closed),
  lists: Type.Object({ item: EnforcementItem.properties.code, ...ListEntry.properties }, closed),
  matters: Type.Object(
    {
      id: Type.Optional(matterId),
      ...matterFields,
      closing: Type.Optional(closing),
      itemId: Type.Optional(ofItem),
    },
    closed,
  ),
} as const
type Row<K extends keyof typeof catalogueTables> = Sourced<Static<(typeof catalogueTables)[K]>>

/** A catalogue as its tables give it, each row with where it stands. */
export interface CatalogueParts {
  name: Words | null
  lines: Row<'lines'>[]
  items: Row<'items'>[]
  lists: Row<'lists'>[]
  matters: Row<'matters'>[]
}

/** The bodies that a catalogue names, and what it is called if it does not say. */
export interface Bodies {
  areas: readonly Pick<Area, 'id' | 'name' | 'mode'>[]
  forces: readonly Force[]
  name: Words
}

/** Joins the tables of a catalogue and says everything that contradicts itself; with any error the body must not be loaded. */
export function mergeCatalogue(parts: CatalogueParts, bodies: Bodies): { body: CatalogueBody; findings: Finding[] } {
  const items = parts.items.map(({ row, at }): Sourced<EnforcementItem> => {
    const lists = parts.lists.filter((entry) => entry.row.item === row.code)
    return {
      at,
      row: {
        id: `item-${row.code.toLowerCase()}`,
        ...row,
        lists: lists.map(({ row: { item: _item, ...entry } }) => entry),
      },
    }
  })
  const matters = parts.matters.map(
    ({ row, at }): Sourced<Matter> => ({
      at,
      row: { id: `matter-${row.code.toLowerCase()}`, closing: [], itemId: null, ...row },
    }),
  )
  const known = new Set(parts.items.map(({ row }) => row.code))
  const strays = parts.lists.filter(({ row }) => !known.has(row.item))
  const findings = [
    ...strays.map(({ row, at }) => error('list.unknown-item', at, `names item ${row.item}, which is not in the items`)),
    ...catalogueFindings({ lines: parts.lines, items, matters }, bodies),
    ...claimFindings(items, bodies),
  ]
  const body = {
    name: parts.name ?? bodies.name,
    lines: parts.lines.map(({ row }) => row),
    items: items.map(({ row }) => row),
    matters: matters.map(({ row }) => row),
  }
  return { body, findings }
}
