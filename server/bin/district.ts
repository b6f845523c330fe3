import { parseArgs } from 'node:util'
import type { DistrictFile } from '@lianqin/shared/reference'
import { Crs } from '@lianqin/shared/wire/place'
import { Check } from 'typebox/value'
import { loadDistrict } from '../src/jurisdiction/district.moves.ts'
import { readAreas, readDistrict } from '../src/jurisdiction/district-files.ts'
import { type Finding, hasError, toLine } from '../src/kernel/finding.ts'
import { byClock, createWrite } from '../src/kernel/write.ts'
import { command, misuse, onDatabase } from './command.ts'
import { importCatalogue } from './district-catalogue.ts'

const USAGE = `Checks a district's own data or its catalogue and loads it.

  npm run district -- import FOLDER [--check]
  npm run district -- import --areas FILE --crs DATUM [--code-property P] [--name-property P] [--outline FILE]

  npm run district -- catalogue FOLDER | FILE.csv [--check] [--department FORCE]

  --check           only check and report, load nothing
  --areas           check one boundary file (GeoJSON) on its own
  --crs             its datum: wgs84, gcj02, bd09 or cgcs2000; it is never guessed
  --code-property   the property with an area's code (code)
  --name-property   the property with its name (name)
  --outline         the district's own line, to find gaps that open to the outside
  --department      whose the new rows of a published table are, e.g. force-city

The formats are described in server/districts/README.md.
`

await command(USAGE, main, 1)

async function main(): Promise<number> {
  const { values, positionals } = readArguments()
  const [verb, folder] = positionals
  if (verb === 'catalogue' && folder !== undefined && positionals.length === 2) {
    return importCatalogue(folder, { check: values.check ?? false, department: values.department, report })
  }
  if (verb !== 'import' || positionals.length > 2 || (folder === undefined) === (values.areas === undefined)) {
    throw misuse('Say what to load: import FOLDER, import --areas FILE, or catalogue FOLDER | FILE.csv.')
  }
  if (values.areas !== undefined) return checkAreas(values.areas, values)
  const { file, findings } = readDistrict(folder ?? '')
  report(findings)
  if (!file) return 1
  process.stdout.write(`${counted(file)}\n`)
  if (values.check) process.stdout.write('Checked only; nothing was loaded.\n')
  else await load(file)
  return 0
}

function readArguments() {
  const text = { type: 'string' } as const
  return parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      areas: text,
      crs: text,
      'code-property': { ...text, default: 'code' },
      'name-property': { ...text, default: 'name' },
      outline: text,
      department: text,
    },
  })
}

type Options = { crs?: string; outline?: string; 'code-property'?: string; 'name-property'?: string }

function checkAreas(path: string, options: Options): number {
  const { crs } = options
  if (!Check(Crs, crs)) {
    throw misuse(`Say in which datum ${path} is: --crs wgs84, gcj02, bd09 or cgcs2000. It is never guessed.`)
  }
  const names = { code: options['code-property'] ?? 'code', name: options['name-property'] ?? 'name' }
  const { drawn, findings } = readAreas(path, crs, names, options.outline ?? null)
  report(findings)
  process.stdout.write(`${drawn.length} areas read; a boundary file alone is only checked, never loaded.\n`)
  return hasError(findings) ? 1 : 0
}

function report(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  for (const finding of findings) process.stdout.write(`${toLine(finding)}\n`)
  process.stdout.write(`${errors} errors, ${findings.length - errors} warnings.\n`)
  if (errors > 0) process.stdout.write('Nothing was loaded.\n')
}

function counted({ district, areas, catalogue, forces, squads, units, places }: DistrictFile): string {
  return (
    `${district.name.en}: ${areas.length} areas, ${catalogue.matters.length} classes, ${catalogue.items.length} items in ${catalogue.lines.length} lines, ` +
    `${forces.length} forces, ${squads.length} squads, ${units.length} units, ${places.length} places.`
  )
}

async function load(file: DistrictFile): Promise<void> {
  const districtId = await onDatabase(true, async ({ db }, config) => {
    const write = createWrite({ db, districtId: file.district.id, committed: () => {} })
    await write(byClock, (trx) => loadDistrict(trx, file))
    return config.districtId
  })
  const serve = districtId === file.district.id ? '' : ` with DISTRICT=${file.district.id}`
  process.stdout.write(`Loaded. Restart the server${serve} to serve it.\n`)
}
