import { Readable } from 'node:stream'
import type { CrewMember } from '@lianqin/shared/crew'
import type { AskCases, AskEvaluation } from '@lianqin/shared/evaluation/evaluation'
import { noneWords } from '@lianqin/shared/evaluation/evaluation.text'
import type { Axis } from '@lianqin/shared/evaluation/indicator'
import { sourceWords } from '@lianqin/shared/incident.text'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Words } from '@lianqin/shared/wire/words'
import { CSV_TYPE } from '../kernel/csv.codec.ts'
import type { Actor } from '../kernel/db.ts'
import { caseTable } from './case-table.merge.ts'
import type { Key } from './evaluate.engine.ts'
import { allBehind, evaluate, type Found, type Needs, told } from './evaluating.ts'
import { axisTable, figureTables, type Lang, type Telling } from './figures.merge.ts'
import type { FileTable } from './file-table.ts'
import { csvOf } from './table-file.codec.ts'
import { workbookOf } from './workbook.ts'

export const formats = ['xlsx', 'csv'] as const
export type Format = (typeof formats)[number]

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** More cases than this are no list that anybody reads: a shorter period or a narrower number is asked for. */
export const CASES_IN_A_FILE = 20_000
const ROWS_AT_ONCE = 500

export interface Taken {
  type: string
  name: string
  content: Readable | Uint8Array
}

export interface How {
  format: Format
  lang: Lang
}

/** The figures of a period as a file: a workbook with formulas and definitions, or one table as CSV. */
export async function exportFigures(needs: Needs, who: Actor, ask: AskEvaluation, how: How): Promise<Taken> {
  const evaluation = await evaluate(needs, who, ask)
  const telling = await tellingOf(needs, who, how.lang, evaluation.by, evaluation.officers)
  const named = `evaluation-${dayOf(evaluation.from, telling)}-${dayOf(evaluation.until, telling)}-by-${evaluation.by}`
  const tables =
    how.format === 'csv' ? [{ ...axisTable(evaluation, telling), notes: [] }] : figureTables(evaluation, telling)
  return fileOf(tables, named, telling, how.format)
}

/** The cases behind a number as a file. */
export async function exportCases(needs: Needs, who: Actor, ask: AskCases, how: How): Promise<Taken> {
  const { at, from, until, found } = await allBehind(needs, who, ask)
  if (found.length > CASES_IN_A_FILE)
    throw new Problem('evaluation.too-many', { n: found.length, most: CASES_IN_A_FILE })
  const telling = await tellingOf(needs, who, how.lang, 'squad', [])
  const { areaById, matterById } = needs.territory.current()
  const cases = await Array.fromAsync(pages(needs, who, found))
  const table = caseTable(cases.flat(), { at, from, until, list: ask.list, count: found.length }, telling, {
    squad: telling.nameOf,
    area: (key) => nameIn(areaById, key, how.lang),
    matter: (key) => nameIn(matterById, key, how.lang),
    codeOf: (id) => matterById.get(id)?.code ?? id,
  })
  return fileOf([table], `cases-${ask.list}-${dayOf(from, telling)}-${dayOf(until, telling)}`, telling, how.format)
}

async function* pages({ db }: Needs, who: Actor, found: readonly Found[]) {
  for (let first = 0; first < found.length; first += ROWS_AT_ONCE)
    yield await told(db, who, found.slice(first, first + ROWS_AT_ONCE))
}

async function fileOf(
  tables: readonly FileTable[],
  named: string,
  { district }: Telling,
  format: Format,
): Promise<Taken> {
  const name = `${district.synthetic ? 'synthetic-' : ''}${named}.${format}`
  const [first] = tables
  if (format === 'xlsx' || !first) return { type: XLSX_TYPE, name, content: await workbookOf(tables) }
  return { type: CSV_TYPE, name, content: Readable.from(csvOf(first)) }
}

const MINUTE = 60_000
const dayOf = (at: string, { district }: Telling) =>
  new Date(Date.parse(at) + district.calendar.utcOffsetMinutes * MINUTE).toISOString().slice(0, 10)

const nameIn = (rows: ReadonlyMap<string, { name: Words }>, key: Key, lang: Lang): string =>
  (key !== null && rows.get(key)?.name[lang]) || (key ?? '')

/** How the keys of an axis are called. */
async function tellingOf(
  { db, territory }: Needs,
  { title }: Actor,
  lang: Lang,
  by: Axis,
  officers: readonly CrewMember[],
): Promise<Telling> {
  const { areaById, matterById, district } = territory.current()
  const squads = await db.selectFrom('squad').select(['id', 'name']).execute()
  const names: Record<Axis, (key: string) => string | undefined> = {
    squad: (key) => squads.find(({ id }) => id === key)?.name[lang],
    area: (key) => nameIn(areaById, key, lang),
    matter: (key) => nameIn(matterById, key, lang),
    officer: (key) => officers.find(({ id }) => id === key)?.name,
    source: (key) => sourceWords[key as keyof typeof sourceWords]?.[lang],
  }
  const nameOf = (key: Key) => (key === null ? noneWords[by][lang] : (names[by](key) ?? key))
  return { lang, district, nameOf, by: title }
}
