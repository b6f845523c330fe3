import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Catalogue, CatalogueSummary, summarise } from '@lianqin/shared/catalogue'
import Type from 'typebox'
import type { Db } from '../kernel/db.ts'
import { catalogueVersions, type HeldCatalogue } from './catalogue.query.ts'

interface Needs {
  db: Db
  territory: {
    current: () => { catalogueVersion: Catalogue['version'] }
    catalogueAt: (db: Db, version: Catalogue['version']) => Promise<HeldCatalogue>
  }
}

const tags = ['matter']
const OneVersion = Type.Object(
  { version: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,8}$' })) },
  { additionalProperties: false },
)

/** /catalogue: what the district may handle, in any version a case was opened under. */
export const catalogueRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, territory }) => {
  const catalogue = ({ version }: { version?: string }) =>
    territory.catalogueAt(db, version === undefined ? territory.current().catalogueVersion : Number(version))
  app.get('/catalogue', {
    schema: {
      summary: 'The catalogue: lines of business, enforcement items, and classes with their filing conditions',
      description:
        'The newest version, or the one of `version`. Limits are hours or days of their `clock`. 404 `catalogue.missing` for a version that never was, 409 `district.missing` until a district has been loaded.',
      tags,
      querystring: OneVersion,
      response: { 200: Catalogue },
    },
    handler: (request) => catalogue(request.query),
  })
  app.get('/catalogue/summary', {
    schema: {
      summary: 'How much of the catalogue is ever used: exercised items of all items, by line of business',
      description:
        '`sharePercent` is exercised items / items, per cent to one decimal. The same errors as `/catalogue`.',
      tags,
      querystring: OneVersion,
      response: { 200: CatalogueSummary },
    },
    handler: async (request) => {
      const held = await catalogue(request.query)
      return summarise(held, await catalogueVersions(db))
    },
  })
}
