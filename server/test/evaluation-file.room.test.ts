import { describe, expect, it } from 'vitest'
import { MONDAY, noonPlus, usePlanted } from './evaluation.kit.ts'
import { type Seat, useServer } from './kit.ts'
import { unzipped } from './zip.ts'

const server = useServer()
const plant = usePlanted(server)
const EVIL = '=HYPERLINK("http://evil.example","古林")'

async function fetched(seat: Seat, path: string) {
  const answer = await fetch(`${server.url}/api/v1${path}`, { headers: { cookie: seat.cookie } })
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, headers: answer.headers, bytes, text: bytes.toString('utf8') }
}

const cases = () =>
  plant([
    { squad: 'squad-gulin-1', incident: { address: EVIL } },
    {
      squad: 'squad-gulin-1',
      incident: { handledAt: noonPlus(180), closedAt: noonPlus(240), address: '+86 574\u0007' },
    },
    { squad: null, incident: { state: 'dispatched', handledAt: null, closedAt: null, outcome: null } },
  ])

describe('a period taken away', () => {
  it('as CSV has one line for the whole and one for each squad, with the formula in every title', async () => {
    await cases()
    const { status, headers, text } = await fetched(
      await server.as('chen'),
      `/evaluation/export?${MONDAY}&format=csv&lang=zh`,
    )
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="synthetic-evaluation-2026-03-02-2026-03-03-by-squad.csv"',
    )
    const [titles = '', whole = '', ...rows] = text.slice(1).trim().split('\r\n')
    expect(text.charCodeAt(0)).toBe(0xfeff)
    expect(titles).toContain('处置率 (应处置中已处置 ÷ 应处置)')
    const at = titles.split(',').indexOf('处置率 (应处置中已处置 ÷ 应处置)')
    expect(whole.split(',')[0]).toBe('全部')
    expect(whole.split(',')[at]).toBe('66.7%')
    expect(rows.map((row) => row.split(',')[0])).toEqual(['古林一队', '无队伍接单'])
  })

  it('as a workbook holds indicators with formulas, stretches, pieces and definitions, and says that they are synthetic', async () => {
    await cases()
    const { status, bytes } = await fetched(
      await server.as('chen'),
      `/evaluation/export?${MONDAY}&format=xlsx&lang=en&by=area`,
    )
    expect(status).toBe(200)
    const files = unzipped(bytes)
    const names = files.get('xl/workbook.xml') ?? ''
    for (const name of ['Indicators', 'Township', 'Stretches', 'By period', 'Definitions'])
      expect(names).toContain(`"${name}"`)
    const strings = files.get('xl/sharedStrings.xml') ?? ''
    for (const told of [
      'Synthetic data',
      'disposed in time ÷ due for disposal',
      'Gulin',
      'nearest rank',
      'taken away by',
    ])
      expect(strings).toContain(told)
    // As numbers, not as text: 2 of 3.
    expect(files.get('xl/worksheets/sheet1.xml')).toMatch(/<v>0\.6666\d+<\/v>/)
  })
})

describe('the cases behind a number taken away', () => {
  it.each(['csv', 'xlsx'] as const)(
    'as %s: nothing that somebody wrote into a report is taken for a formula',
    async (format) => {
      await cases()
      const desk = await server.as('chen')
      const { status, bytes, text } = await fetched(
        desk,
        `/evaluation/cases/export?${MONDAY}&list=disposeDue&format=${format}&lang=zh`,
      )
      expect(status).toBe(200)
      const told = format === 'csv' ? text : (unzipped(bytes).get('xl/sharedStrings.xml') ?? '')
      expect(told).toContain(format === 'csv' ? `"'${EVIL.replaceAll('"', '""')}"` : "'=HYPERLINK")
      expect(told).toContain("'+86 574")
      expect(told).not.toMatch(/[,>\n]=HYPERLINK/)
      if (format === 'csv') expect(text.trim().split('\r\n')).toHaveLength(4)
      else expect(told).not.toContain('\u0007')
      // Moments by the district's clock: noon, not four o'clock.
      if (format === 'csv') expect(text).toContain('2026-03-02 12:00:00')
      else for (const [name, xml] of unzipped(bytes)) if (name.includes('sheet1')) expect(xml).not.toContain('<f>')
    },
  )

  it('is as narrow as the reach of whoever takes it, and no wall takes any', async () => {
    await plant([{ squad: 'squad-gulin-1' }, { squad: 'squad-gaoqiao-1', incident: { areaId: 'area-gaoqiao' } }])
    const path = `/evaluation/cases/export?${MONDAY}&list=reported&format=csv&lang=zh`
    const lines = async (name: string) =>
      (await fetched(await server.as(name), path)).text.trim().split('\r\n').length - 1
    expect([await lines('chen'), await lines('gulin')]).toEqual([2, 1])
    expect((await fetched(await server.as('wall'), path)).status).toBe(403)
  })
})
