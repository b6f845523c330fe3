import { expect, it } from 'vitest'
import { ms, perSecond, ratio, type Table, toMarkdown, toText } from './table.ts'

const table: Table = {
  title: 'Start',
  columns: ['mode', 'cold'],
  rows: [
    ['embedded', '4200 ms'],
    ['postgres', '900 ms'],
  ],
  notes: ['Medians.'],
}

it('lines columns up for a terminal', () => {
  expect(toText(table).split('\n')).toEqual([
    'Start',
    'mode         cold',
    'embedded  4200 ms',
    'postgres   900 ms',
    '  Medians.',
  ])
})

it('writes a table of Markdown whose figures stand to the right', () => {
  expect(toMarkdown(table)).toContain('| mode | cold |\n|---|---:|\n| embedded | 4200 ms |')
})

it('gives as many digits as a figure is good for', () => {
  expect([ms(3.2), ms(314.2), ms(null), perSecond(58.46), perSecond(1304.2), ratio(0.0473), ratio(2.351)]).toEqual([
    '3.2 ms',
    '314 ms',
    '–',
    '58.5/s',
    '1304/s',
    '0.047 ×',
    '2.35 ×',
  ])
})
