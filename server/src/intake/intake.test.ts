import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImportedIncident } from '@lianqin/shared/incident'
import fc from 'fast-check'
import { Check } from 'typebox/value'
import { afterAll, describe, expect, it } from 'vitest'
import { readDistrict } from '../jurisdiction/district-files.ts'
import { createLocator } from '../jurisdiction/jurisdiction.locate.ts'
import { createBatch } from './batches.merge.ts'
import { exportRows } from './export-rows.ts'
import { type Mapping, missingFrom, readMapping } from './mapping.ts'
import { toCsv, toSummary } from './refusal-report.merge.ts'
import { createRelocator } from './relocate.locate.ts'
import { createRowReader, isRefusal } from './row.merge.ts'
import { createTimeReader, readZone } from './time.merge.ts'

const DISTRICTS = join(import.meta.dirname, '../../districts')
const REAL = join(import.meta.dirname, '../../../../shared/data/incidents/sf311_3000.csv')
const { file } = readDistrict(join(DISTRICTS, 'haishu'))
if (!file) throw new Error('the demo district is not usable')
const locate = createLocator(file.areas)
const relocate = createRelocator({ ...file, locate })
const territory = { covers: (at: Parameters<typeof locate>[0]) => locate(at) !== null, relocate: null }
const folder = mkdtempSync(join(tmpdir(), 'intake-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const mapping: Mapping = {
  externalNo: { column: 'no', prefix: 'T-' },
  place: { lon: 'x', lat: 'y', crs: 'gcj02' },
  time: { format: 'dd/MM/yyyy HH:mm', zone: 'Asia/Shanghai' },
  reportedAt: 'opened',
  closedAt: 'closed',
  address: 'where',
  description: ['kind', 'text'],
  matters: [{ when: { kind: ['stall*', '*vendor*'] }, matter: 'matter-e0406' }],
  otherwise: null,
}
const HEAD = 'no,x,y,opened,closed,where,kind,text'
/** Tianyi Square, in GCJ-02. */
const SQUARE = '121.5541,29.8693'

async function read(lines: readonly string[], head = HEAD) {
  const path = join(folder, 'export.csv')
  writeFileSync(path, `\uFEFF${[head, ...lines].join('\r\n')}\r\n`)
  const readRow = createRowReader(mapping, territory)
  const results = []
  for await (const row of exportRows(path, ',')) {
    if ('cells' in row) results.push(readRow(row.line, row.cells))
    else if ('fault' in row) results.push({ line: row.line, code: 'bad-row' })
  }
  return results
}

describe('reading an export', () => {
  it('turns a clean row into a report in its declared datum and zone', async () => {
    const [row] = await read([`1,${SQUARE},23/11/2026 08:30,,"Tianyi, east gate",Stall on road,fruit`])
    expect(row).toEqual({
      line: 2,
      matterId: 'matter-e0406',
      place: { lon: 121.5541, lat: 29.8693, crs: 'gcj02' },
      address: 'Tianyi, east gate',
      description: 'Stall on road · fruit',
      externalNo: 'T-1',
      reportedAt: '2026-11-23T00:30:00.000Z',
      closedAt: null,
      relocated: false,
    })
    expect(Check(ImportedIncident, row)).toBe(true)
  })

  it.each([
    ['no-number', `,${SQUARE},23/11/2026 08:30,,,stall,`],
    ['bad-time', `1,${SQUARE},30/02/2026 08:30,,,stall,`],
    ['bad-time', `1,${SQUARE},2026-11-23,,,stall,`],
    ['bad-time', `1,${SQUARE},23/11/2026 08:30,soon,,stall,`],
    ['closed-first', `1,${SQUARE},23/11/2026 08:30,23/11/2026 08:29,,stall,`],
    ['unknown-category', `1,${SQUARE},23/11/2026 08:30,,,moon landing,`],
    ['no-place', '1,,,23/11/2026 08:30,,,stall,'],
    ['bad-place', '1,29.87,121.55,23/11/2026 08:30,,,stall,'],
    ['bad-place', '1,0,0,23/11/2026 08:30,,,stall,'],
    ['bad-place', '1,east,north,23/11/2026 08:30,,,stall,'],
    ['outside', '1,-122.4,37.8,23/11/2026 08:30,,,stall,'],
    ['bad-row', '1,121.5'],
  ])('refuses with %s: %s', async (code, line) => {
    expect(await read([line])).toMatchObject([{ line: 2, code }])
  })

  it('names the earlier line of a number that comes twice, and counts lines as an editor does', async () => {
    const line = `1,${SQUARE},23/11/2026 08:30,,,stall,"two\nlines"`
    const [first, second] = await read([line, line])
    expect(first).toMatchObject({ line: 2 })
    expect(second).toMatchObject({ line: 4, code: 'double-number', text: 'line 2 has the same number' })
  })

  it('says where an unclosed quote ends the reading, and keeps what came before', async () => {
    const good = `1,${SQUARE},23/11/2026 08:30,,,stall,`
    expect(await read([good, '2,"never closed'])).toMatchObject([
      { line: 2, matterId: 'matter-e0406' },
      { line: 3, code: 'bad-row' },
    ])
  })

  it('reads any text without failing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { maxLength: 5 }), async (lines) => {
        await expect(read(lines)).resolves.toBeInstanceOf(Array)
      }),
      { numRuns: 50 },
    )
  })
})

describe('times of an export', () => {
  it.each([
    ['iso', 'UTC', '2016-07-13T15:11:07Z', '2016-07-13T15:11:07.000Z'],
    ['iso', '+08:00', '2026-11-23 08:00', '2026-11-23T00:00:00.000Z'],
    ['iso', 'UTC', '2026-11-23T08:00:00+08:00', '2026-11-23T00:00:00.000Z'],
    ['M/d/yyyy h:mm a', 'America/Los_Angeles', '7/4/2026 12:05 AM', '2026-07-04T07:05:00.000Z'],
    ['M/d/yyyy h:mm a', 'America/Los_Angeles', '1/4/2026 12:05 PM', '2026-01-04T20:05:00.000Z'],
    ['yyyy-MM-dd HH:mm:ss', 'Asia/Shanghai', '2026-02-28 23:59:59', '2026-02-28T15:59:59.000Z'],
  ])('%s in %s reads %s', (format, zone, text, moment) => {
    expect(createTimeReader(format, zone)(text)).toBe(moment)
  })

  it('knows no zone of a made-up name', () => {
    expect(readZone('Mars/Olympus')).toBeNull()
  })
})

describe('a mapping', () => {
  it('is refused in words', () => {
    expect(readMapping('{')).toEqual({ faults: ['it is not JSON'] })
    expect(readMapping('{}')).toMatchObject({ faults: [expect.stringContaining('externalNo')] })
    const { mapping: _, faults } = readMapping(
      JSON.stringify({ ...mapping, time: { format: 'iso', zone: 'Mars' } }),
    ) as never
    expect(faults).toEqual(['time.zone Mars is no zone: UTC, +08:00 or Asia/Shanghai'])
    expect(readMapping(JSON.stringify({ ...mapping, colour: 'red' }))).toHaveProperty('faults')
  })

  it('says which columns and matters are not there', () => {
    expect(missingFrom(mapping, ['no', 'x', 'y', 'opened', 'closed', 'where', 'kind'], new Set())).toEqual([
      'the file has no column "text"',
      'the district has no matter-e0406',
    ])
  })
})

describe('moving reports into the demo district', () => {
  it('gives the same number the same place, always inside an area', () => {
    fc.assert(
      fc.property(fc.string(), (externalNo) => {
        expect(locate(relocate(externalNo).place)).not.toBeNull()
        expect(relocate(externalNo)).toEqual(relocate(externalNo))
      }),
    )
  })

  it('spreads them over the areas by their shares', () => {
    const counts = new Map<string | null, number>()
    for (let number = 0; number < 5_000; number++) {
      const areaId = locate(relocate(`SF311-${number}`).place)
      counts.set(areaId, (counts.get(areaId) ?? 0) + 1)
    }
    for (const { id, share } of file.areas) expect(Math.abs((counts.get(id) ?? 0) / 50 - share)).toBeLessThan(1.5)
  })

  it('keeps time and category and marks the report as moved', () => {
    const cells = {
      no: '7',
      x: '-122.4',
      y: '37.8',
      opened: '23/11/2026 08:30',
      closed: '',
      where: 'Geary',
      kind: 'stall',
      text: '',
    }
    const row = createRowReader(mapping, { ...territory, relocate })(2, cells)
    expect(row).toMatchObject({ relocated: true, matterId: 'matter-e0406', reportedAt: '2026-11-23T00:30:00.000Z' })
    expect(row).toMatchObject({ place: { crs: 'wgs84' } })
    expect(row).not.toMatchObject({ address: 'Geary' })
  })
})

describe('batches and reports', () => {
  it('packs every row once, in order, never more than 200 nor too many bytes', () => {
    const batch = createBatch()
    const text = '界'.repeat(1_500)
    const rows = Array.from(
      { length: 950 },
      (_, line) => ({ line, description: line % 3 ? '' : text }) as ImportedIncident,
    )
    const batches = [...rows.map((row) => batch.add(row)), batch.rest()].filter(({ length }) => length > 0)
    expect(batches.flat()).toEqual(rows)
    for (const packed of batches) {
      expect(packed.length).toBeLessThanOrEqual(200)
      expect(Buffer.byteLength(JSON.stringify({ rows: packed }))).toBeLessThan(256_000)
    }
  })

  it('lets no cell of the report become a formula', () => {
    const csv = toCsv([{ line: 2, externalNo: '=HYPERLINK("x")', code: 'outside', text: '@sum "quoted"' }])
    expect(csv).toContain(`"2","'=HYPERLINK(""x"")","outside","'@sum ""quoted"""`)
  })

  it('sums up', () => {
    const refusals = [{ line: 2, externalNo: 'T-1', code: 'outside' as const, text: '' }]
    expect(toSummary({ read: 3, imported: 1, known: 1, refusals })).toMatch(/refused +1\n {2}outside +1$/)
  })
})

describe('the real 311 export', () => {
  const absent = existsSync(REAL) ? null : `SKIPPED: ${REAL} is absent, so the import of the real export was not tried`
  if (absent) process.stderr.write(`\n!!! ${absent}\n`)

  it.skipIf(absent)('becomes reports that the server takes, and every other row says why not', async () => {
    const shipped = readMapping(readFileSync(join(DISTRICTS, 'mappings/sf311.json'), 'utf8'))
    if ('faults' in shipped) throw new Error(shipped.faults.join())
    const readRow = createRowReader(shipped.mapping, { ...territory, relocate })
    let taken = 0
    let refused = 0
    for await (const row of exportRows(REAL, ',')) {
      if ('columns' in row) {
        expect(missingFrom(shipped.mapping, row.columns, new Set(file.catalogue.matters.map(({ id }) => id)))).toEqual(
          [],
        )
        continue
      }
      const result = 'cells' in row ? readRow(row.line, row.cells) : null
      if (result && !isRefusal(result)) {
        if (!Check(ImportedIncident, result)) throw new Error(`line ${row.line} is not what the server takes`)
        taken++
      } else refused++
    }
    expect(taken + refused).toBe(3_000)
    expect(taken).toBeGreaterThan(500)
  })
})
