import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { ImportedIncident } from '@lianqin/shared/incident'
import type { Reference } from '@lianqin/shared/reference'
import { createBatch } from '../src/intake/batches.merge.ts'
import { exportRows } from '../src/intake/export-rows.ts'
import { type IntakeClient, signIn } from '../src/intake/intake.client.ts'
import { type Mapping, missingFrom, readMapping } from '../src/intake/mapping.ts'
import { toCsv, toSummary, toWords } from '../src/intake/refusal-report.merge.ts'
import { createRelocator } from '../src/intake/relocate.locate.ts'
import { createRowReader, isRefusal, type Refusal } from '../src/intake/row.merge.ts'
import { readDistrict } from '../src/jurisdiction/district-files.ts'
import { createLocator } from '../src/jurisdiction/jurisdiction.locate.ts'
import { command, misuse } from './command.ts'

const USAGE = `Imports an export of another system as reports, and says of every refused row why.

  npm run import -- FILE.csv --map MAPPING.json [--relocate haishu] [--server URL] [--name NAME --password PASSWORD]
                    [--limit N] [--dry-run] [--report REFUSED.csv]

  --relocate ID     move every place into that synthetic district; times and categories stay, rows are marked as moved
  --server          where the server is (http://127.0.0.1:3000)
  --name, --password  whose account; otherwise LIANQIN_NAME and LIANQIN_PASSWORD, or the demo's shift lead
  --limit           read only so many rows
  --dry-run         send nothing; the district is read from server/districts/ID (haishu unless relocated elsewhere)
  --report          write the refused rows to a CSV file
`
const DEMO_DISTRICT = 'haishu'

await command(USAGE, main, 1)

async function main(): Promise<number> {
  const { values, positionals } = readArguments()
  const [path] = positionals
  if (!path || positionals.length > 1 || !values.map) throw misuse('One FILE.csv and its --map are needed.')
  const read = readMapping(readFileSync(values.map, 'utf8'))
  if ('faults' in read) throw new Error(`${values.map} is not usable:\n${listed(read.faults)}`)
  const client = values['dry-run'] ? null : await signIn(serverOf(values.server), credentials(values))
  const reference = client ? await client.reference() : shipped(values.relocate ?? DEMO_DISTRICT)
  const limit = Number(values.limit ?? Number.POSITIVE_INFINITY)
  if (!(limit > 0)) throw misuse(`--limit takes a number above 0, not ${values.limit}`)
  const tally: Counted = { read: 0, imported: 0, known: 0, refusals: [] }
  try {
    await run(path, { mapping: read.mapping, reference, client, limit, relocate: values.relocate ?? null }, tally)
  } finally {
    // Also when the server goes away half-way: what was imported is imported, and a second run knows it again.
    if (tally.read > 0) process.stdout.write(`${toSummary(tally)}\n`)
    if (values.report) writeFileSync(values.report, toCsv(tally.refusals))
  }
  if (!client) process.stdout.write('Dry run: "imported" is what would have been sent; nothing was.\n')
  return 0
}

function readArguments() {
  const text = { type: 'string' } as const
  const names = { map: text, relocate: text, server: text, name: text, password: text, limit: text, report: text }
  return parseArgs({ allowPositionals: true, options: { ...names, 'dry-run': { type: 'boolean', default: false } } })
}

function serverOf(given: string | undefined): string {
  return given ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`
}

function listed(lines: readonly string[]): string {
  return lines.map((line) => `  - ${line}`).join('\n')
}

function credentials(given: { name?: string | undefined; password?: string | undefined }) {
  const name = given.name ?? process.env.LIANQIN_NAME
  const password = given.password ?? process.env.LIANQIN_PASSWORD
  return name && password ? { name, password } : null
}

/** What a mapping and a relocation look at. */
type Known = Pick<Reference, 'district' | 'areas' | 'places' | 'matters'>

function shipped(id: string): Known {
  const { file } = readDistrict(join(import.meta.dirname, '../districts', id))
  if (!file) throw new Error(`there is no usable district in server/districts/${id}`)
  return { ...file, ...file.catalogue }
}

interface Counted {
  read: number
  imported: number
  known: number
  refusals: Refusal[]
}

interface Run {
  mapping: Mapping
  reference: Known
  client: IntakeClient | null
  limit: number
  relocate: string | null
}

async function run(path: string, { mapping, reference, client, limit, relocate }: Run, tally: Counted): Promise<void> {
  const locate = createLocator(reference.areas)
  if (relocate !== null && (reference.district.id !== relocate || !reference.district.synthetic)) {
    throw new Error(
      `the server's district is ${reference.district.id}: places are only moved into a synthetic ${relocate}`,
    )
  }
  const territory = { covers: (at: Parameters<typeof locate>[0]) => locate(at) !== null }
  const relocator = relocate === null ? null : createRelocator({ ...reference, locate })
  const readRow = createRowReader(mapping, { ...territory, relocate: relocator })
  const batch = createBatch()
  const refuse = (refusal: Refusal) => {
    tally.refusals.push(refusal)
    process.stdout.write(`${toWords(refusal)}\n`)
  }
  const send = async (rows: ImportedIncident[]) => {
    if (rows.length === 0) return
    const receipt = client ? await client.send(rows) : { imported: rows.length, known: 0, refused: [] }
    tally.imported += receipt.imported
    tally.known += receipt.known
    for (const { line, code } of receipt.refused) {
      const externalNo = rows.find((row) => row.line === line)?.externalNo ?? ''
      refuse({ line, externalNo, code: 'refused-by-server', text: code })
    }
  }
  for await (const row of exportRows(path, mapping.delimiter ?? ',')) {
    if ('columns' in row) {
      const missing = missingFrom(mapping, row.columns, new Set(reference.matters.map(({ id }) => id)))
      if (missing.length > 0) throw new Error(`the mapping does not fit:\n${listed(missing)}`)
      continue
    }
    if (tally.read >= limit) break
    tally.read++
    if ('fault' in row) refuse({ line: row.line, externalNo: '', code: 'bad-row', text: row.fault })
    else {
      const mapped = readRow(row.line, row.cells)
      if (isRefusal(mapped)) refuse(mapped)
      else await send(batch.add(mapped))
    }
  }
  await send(batch.rest())
}
