import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOsmand } from './osmand.codec.ts'
import { readOwntracks } from './owntracks.codec.ts'

const FILE = join(import.meta.dirname, '../../../../shared/data/gps/traccar_osmand_owntracks_requests.json')
const absent = existsSync(FILE) ? null : `SKIPPED: ${FILE} is absent, so requests of real phones were not tried`
if (absent) console.warn(`\n*** ${absent} ***\n`)

interface Given {
  test: string
  line: number
  expect: string
  path: string
  body?: string
}
const given: Given[] = absent ? [] : JSON.parse(readFileSync(FILE, 'utf8'))

describe('requests of real phones', () => {
  // An empty list would leave no test to be skipped.
  const tried = absent ? [{ test: 'absent', line: 0, expect: '', path: '' }] : given
  it.skipIf(absent).each(tried)('$test line $line says $expect', (one: Given) => {
    const request = { query: one.path.split('?')[1] ?? '', body: one.body ?? '', headers: {} }
    const [message] = one.test.startsWith('OwnTracks') ? readOwntracks(request, 0) : [readOsmand(request, 0)]
    expect(message?.kind).toBe(one.expect === 'Position' ? 'reports' : 'status')
    if (message?.kind !== 'reports') return
    expect(message.names.length).toBeGreaterThan(0)
    expect(message.reports).toHaveLength(1)
    const numbers = new Set((`${one.path} ${one.body}`.match(/-?\d+\.?\d*/g) ?? []).map(Number))
    expect(message.reports.every(({ lon, lat }) => numbers.has(lon) && numbers.has(lat))).toBe(true)
  })
})
