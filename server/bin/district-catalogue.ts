import { existsSync, statSync } from 'node:fs'
import type { CatalogueBody } from '@lianqin/shared/catalogue'
import type { Force } from '@lianqin/shared/squad'
import { readReference } from '../src/jurisdiction/jurisdiction.query.ts'
import { runCardFindings } from '../src/jurisdiction/run-cards.merge.ts'
import type { Database } from '../src/kernel/db.ts'
import { type Finding, hasError } from '../src/kernel/finding.ts'
import { byClock, createWrite } from '../src/kernel/write.ts'
import { mergeCatalogue } from '../src/matter/catalogue.merge.ts'
import { loadCatalogue } from '../src/matter/catalogue.moves.ts'
import { readCatalogue } from '../src/matter/catalogue-files.ts'
import { changes } from '../src/matter/catalogue-parts.merge.ts'
import { readStandard } from '../src/matter/standard-files.ts'
import { misuse, onDatabase } from './command.ts'

interface Order {
  check: boolean
  /** Whose new rows of a published table are. */
  department: string | undefined
  report: (findings: readonly Finding[]) => void
}

/** Loads a catalogue alone into the district that is there: a folder replaces it, a published table is put over it. */
export async function importCatalogue(path: string, order: Order): Promise<number> {
  if (!existsSync(path)) throw misuse(`There is no ${path}.`)
  return onDatabase(true, (database, { districtId }) => into(database, districtId, path, order))
}

async function into({ db }: Database, districtId: string, path: string, order: Order): Promise<number> {
  const loaded = await readReference(db, districtId)
  if (!loaded) {
    throw new Error(
      `The district ${districtId} is not loaded in this database, and a catalogue names its areas and forces. Load it first:\n  npm run district -- import server/districts/${districtId}`,
    )
  }
  const { catalogue, areas, forces } = loaded
  const read = statSync(path).isDirectory()
    ? readCatalogue(path)
    : readStandard(path, catalogue, (order.department as Force['id'] | undefined) ?? null)
  const merged = mergeCatalogue(read.parts, { areas, forces, name: catalogue.name })
  // The plans are the district's: they are told about, and mended when the district is loaded next.
  const plans = runCardFindings({ ...loaded, catalogue: merged.body }).map(asWarning)
  const findings = [...read.findings, ...merged.findings, ...plans]
  order.report(findings)
  if (hasError(findings)) return 1
  process.stdout.write(`${counted(merged.body, catalogue)}\n`)
  if (order.check) {
    process.stdout.write('Checked only; nothing was loaded.\n')
    return 0
  }
  const write = createWrite({ db, districtId, committed: () => {} })
  const version = await write(byClock, (trx) => loadCatalogue(trx, merged.body))
  process.stdout.write(
    version === catalogue.version
      ? `It is the same as version ${version}; nothing was loaded.\n`
      : `Loaded as version ${version}; cases that were opened before keep theirs.\n`,
  )
  return 0
}

const asWarning = (finding: Finding): Finding => ({ ...finding, severity: 'warning' })

function counted(body: CatalogueBody, before: CatalogueBody): string {
  const { items, matters } = changes(before, body)
  const told = ({ added, changed, retired }: typeof items) => `${added} new, ${changed} changed, ${retired} retired`
  return (
    `${body.name.en}: ${body.lines.length} lines; ${body.items.length} items (${told(items)}); ` +
    `${body.matters.length} classes (${told(matters)}).`
  )
}
