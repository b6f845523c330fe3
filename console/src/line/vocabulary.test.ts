import { expect, it } from 'vitest'
import manual from '../../../docs/command-line.md?raw'
import { verbs } from './verbs.ts'
import { verbWords } from './vocabulary.text.ts'

it('the manual has every verb with all its words', () => {
  const told = [...manual.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([a-z]{2}) \|/gm)].map(([, zh, en, code]) => [
    zh,
    en,
    code,
  ])
  expect(told).toEqual(
    verbs.map((verb) => [verbWords[verb].zh.join(' '), verbWords[verb].en.join(' '), verbWords[verb].code]),
  )
})
