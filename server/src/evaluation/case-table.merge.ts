import type { CasesBehind, EvaluatedCase } from '@lianqin/shared/evaluation/evaluation'
import { axisWords, listWords } from '@lianqin/shared/evaluation/evaluation.text'
import { outcomeWords, sourceWords, stateWords } from '@lianqin/shared/incident.text'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Key } from './evaluate.engine.ts'
import { headOf, type Lang, localMs, type Telling } from './figures.merge.ts'
import { fileWords } from './file.text.ts'
import type { Column, FileTable, Value } from './file-table.ts'

const MINUTE = 60_000

/** How the rows of a list are named, by what they belong to. */
export interface CaseNames {
  squad: (key: Key) => string
  area: (key: Key) => string
  matter: (key: Key) => string
  codeOf: (matterId: EvaluatedCase['matterId']) => string
}

interface Behind extends Pick<CasesBehind, 'at' | 'list' | 'count'> {
  from: Moment
  until: Moment
}

const moments = ['reported', 'filed', 'offered', 'accepted', 'departed', 'arrived', 'handled', 'closed', 'due'] as const

/** The cases behind a number as a table. */
export function caseTable(
  cases: readonly EvaluatedCase[],
  about: Behind,
  telling: Telling,
  names: CaseNames,
): FileTable {
  const { lang } = telling
  const text = (title: string): Column => ({ title, kind: 'text' })
  const name = listWords(about.list)[lang]
  return {
    name: fileWords.cases[lang],
    notes: [...headOf(about, telling), `${name}: ${about.count}`],
    columns: [
      { title: fileWords.no[lang], kind: 'count' },
      text(fileWords.code[lang]),
      text(axisWords.matter[lang]),
      text(axisWords.area[lang]),
      text(fileWords.address[lang]),
      text(axisWords.squad[lang]),
      text(axisWords.source[lang]),
      text(fileWords.urgent[lang]),
      text(fileWords.state[lang]),
      text(fileWords.outcome[lang]),
      ...moments.map((one): Column => ({ title: fileWords[one][lang], kind: 'moment' })),
      { title: fileWords.extensions[lang], kind: 'count' },
      { title: fileWords.reworks[lang], kind: 'count' },
      { title: `${name} ${fileWords.min[lang]}`, kind: 'minutes' },
    ],
    rows: cases.map((one) => rowOf(one, telling, names, lang)),
  }
}

function rowOf(one: EvaluatedCase, telling: Telling, names: CaseNames, lang: Lang): Value[] {
  const local = (at: Moment | null) => (at === null ? null : localMs(at, telling))
  return [
    one.no,
    names.codeOf(one.matterId),
    names.matter(one.matterId),
    names.area(one.areaId),
    one.address,
    names.squad(one.squadId),
    sourceWords[one.source][lang],
    one.urgent ? fileWords.yes[lang] : null,
    stateWords[one.state][lang],
    one.outcome === null ? null : outcomeWords[one.outcome][lang],
    ...moments.map((moment) => local(one[`${moment}At`])),
    one.extensions,
    one.reworks,
    one.ms === null ? null : Math.round((one.ms / MINUTE) * 10) / 10,
  ]
}
