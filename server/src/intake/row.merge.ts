import { inWgs84 } from '@lianqin/shared/datum'
import type { ImportedIncident } from '@lianqin/shared/incident'
import type { GivenPlace, Place } from '@lianqin/shared/wire/place'
import type { Mapping } from './mapping.ts'
import { createTimeReader } from './time.merge.ts'

/** Why a row did not become a report, in words, with the line and number to find it by. */
export interface Refusal {
  line: number
  externalNo: string
  code: RefusalCode
  text: string
}

export type RefusalCode =
  | 'bad-row'
  | 'no-number'
  | 'double-number'
  | 'bad-time'
  | 'closed-first'
  | 'unknown-category'
  | 'no-place'
  | 'bad-place'
  | 'outside'
  | 'refused-by-server'

export type Cells = Readonly<Record<string, string>>
/** Where in the demo district a report is moved to, by its number. */
export type Relocate = (externalNo: string) => { place: Place; address: string }

interface Territory {
  covers: (place: Place) => boolean
  relocate: Relocate | null
}

const MOST_ADDRESS = 200
const MOST_DESCRIPTION = 2000
const MOST_NUMBER = 60

/** Reads one row after the other, remembering the numbers it has seen; each becomes a report or says why not. */
export function createRowReader(mapping: Mapping, { covers, relocate }: Territory) {
  const readTime = createTimeReader(mapping.time.format, mapping.time.zone)
  const lineOf = new Map<string, number>()
  return (line: number, cells: Cells): ImportedIncident | Refusal => {
    const cell = (column: string | null) => (column === null ? '' : (cells[column] ?? '').trim())
    const number = cell(mapping.externalNo.column)
    const externalNo = mapping.externalNo.prefix + number
    const refuse = (code: RefusalCode, text: string): Refusal => ({ line, externalNo, code, text })

    if (number === '') return refuse('no-number', `column ${mapping.externalNo.column} is empty`)
    if (externalNo.length > MOST_NUMBER)
      return refuse('no-number', `its number is longer than ${MOST_NUMBER} characters`)
    const earlier = lineOf.get(externalNo)
    if (earlier !== undefined) return refuse('double-number', `line ${earlier} has the same number`)
    lineOf.set(externalNo, line)

    const reportedAt = readTime(cell(mapping.reportedAt))
    if (reportedAt === null) return refuse('bad-time', `${mapping.reportedAt} "${cell(mapping.reportedAt)}" is no time`)
    const closed = cell(mapping.closedAt)
    const closedAt = closed === '' ? null : readTime(closed)
    if (closed !== '' && closedAt === null) return refuse('bad-time', `${mapping.closedAt} "${closed}" is no time`)
    if (closedAt !== null && closedAt < reportedAt) {
      return refuse('closed-first', `closed at ${closedAt}, before it was reported at ${reportedAt}`)
    }
    const matterId = matterOf(mapping, cells)
    if (matterId === null)
      return refuse('unknown-category', `no rule of the mapping fits ${categoryOf(mapping, cells)}`)

    const given = placeOf(mapping, cells)
    if ('code' in given) return refuse(given.code, given.text)
    if (!relocate && !covers(inWgs84(given))) {
      return refuse('outside', `${given.lon}, ${given.lat} (${given.crs}) lies in no area of the district`)
    }
    const moved = relocate?.(externalNo)
    return {
      line,
      matterId,
      place: moved ? { ...moved.place, crs: 'wgs84' } : given,
      address: (moved?.address ?? cell(mapping.address)).slice(0, MOST_ADDRESS),
      description: descriptionOf(mapping, cell).slice(0, MOST_DESCRIPTION),
      externalNo,
      reportedAt,
      closedAt,
      relocated: moved !== undefined,
    }
  }
}

export const isRefusal = (row: ImportedIncident | Refusal): row is Refusal => 'code' in row

function matterOf({ matters, otherwise }: Mapping, cells: Cells): Mapping['otherwise'] {
  const rule = matters.find(({ when }) =>
    Object.entries(when).every(([column, patterns]) =>
      [patterns].flat().some((pattern) => fits(pattern, cells[column] ?? '')),
    ),
  )
  return rule ? rule.matter : otherwise
}

/** Linear, whatever the pattern: no rule of a mapping can hang the import. */
function fits(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const whole = text.trim().toLowerCase()
  if (rest.length === 0) return whole === first
  const last = rest.pop() ?? ''
  if (!whole.startsWith(first)) return false
  let from = first.length
  for (const part of rest) {
    const at = whole.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return whole.length - from >= last.length && whole.endsWith(last)
}

function categoryOf({ matters }: Mapping, cells: Cells): string {
  const columns = [...new Set(matters.flatMap(({ when }) => Object.keys(when)))]
  return columns.map((column) => `${column} "${cells[column] ?? ''}"`).join(', ') || 'it'
}

function placeOf({ place }: Mapping, cells: Cells): GivenPlace | { code: 'no-place' | 'bad-place'; text: string } {
  const [lonText, latText] = [(cells[place.lon] ?? '').trim(), (cells[place.lat] ?? '').trim()]
  if (lonText === '' || latText === '')
    return { code: 'no-place', text: `columns ${place.lon} and ${place.lat} hold no place` }
  const [lon, lat] = [Number(lonText), Number(latText)]
  const real = Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && !(lon === 0 && lat === 0)
  return real
    ? { lon, lat, crs: place.crs }
    : { code: 'bad-place', text: `${lonText}, ${latText} is no place in degrees` }
}

const descriptionOf = ({ description }: Mapping, cell: (column: string) => string) =>
  [...new Set(description.map(cell).filter(Boolean))].join(' · ')
