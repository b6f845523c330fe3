import { expect, it } from 'vitest'
import { csvLine, harmless } from './csv.codec.ts'

it.each(['=1+1', '+86 138', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =HYPERLINK("http://evil")', '\n=1', '＝1', '＠A1'])(
  'no text is taken for a formula: %j',
  (text) => expect(harmless(text)).toBe(`'${text}`),
)

it.each(['古林镇', '12345', 'a=b', '1-2', ''])('text that is none stays as it is: %j', (text) =>
  expect(harmless(text)).toBe(text),
)

it('writes numbers as numbers, also negative ones, and nothing for null', () => {
  expect(csvLine(['=1', -2.5, null, 'a,"b"\nc'])).toBe(`'=1,-2.5,,"a,""b""\nc"\r\n`)
})
