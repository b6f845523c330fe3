import type { Evaluation, Sheet } from '@lianqin/shared/evaluation/evaluation'
import {
  axisWords,
  formulaWords,
  indicatorWords,
  legWords,
  setWords,
  stageWords,
} from '@lianqin/shared/evaluation/evaluation.text'
import {
  caseSets,
  counters,
  type indicatorIds,
  legs,
  MEAN,
  type RateId,
  rateIds,
  rates,
} from '@lianqin/shared/evaluation/indicator'
import { ruleWords } from '@lianqin/shared/evaluation/rules.text'
import type { District } from '@lianqin/shared/jurisdiction'
import type { Words } from '@lianqin/shared/wire/words'
import type { Key } from './evaluate.engine.ts'
import { fileWords } from './file.text.ts'
import type { Column, FileTable, Value } from './file-table.ts'

export type Lang = keyof Words

/** In which words a file is written, and whose it is. */
export interface Telling {
  lang: Lang
  district: Pick<District, 'name' | 'synthetic' | 'settings' | 'calendar'>
  nameOf: (key: Key) => string
  /** The title of who took it away. */
  by: string
}

const MINUTE = 60_000
const minutes = (ms: number | null): number | null => (ms === null ? null : Math.round((ms / MINUTE) * 10) / 10)

/** A moment by the district's clock, as spreadsheets count: without a zone. */
export const localMs = (at: string, { district }: Pick<Telling, 'district'>): number =>
  Date.parse(at) + district.calendar.utcOffsetMinutes * MINUTE

const localText = (at: string, telling: Telling) =>
  new Date(localMs(at, telling)).toISOString().slice(0, 16).replace('T', ' ')

const zone = ({ district }: Telling) => {
  const { utcOffsetMinutes: east } = district.calendar
  const [hours, rest] = [Math.trunc(Math.abs(east) / 60), Math.abs(east) % 60]
  return `UTC${east < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${rest}`}`
}

/** What stands above every table: whose figures, of when, read when, taken away by whom; and that they are synthetic. */
export function headOf({ at, from, until }: Pick<Evaluation, 'at' | 'from' | 'until'>, telling: Telling): string[] {
  const { lang, district, by } = telling
  const span = `${localText(from, telling)} – ${localText(until, telling)} ${zone(telling)}`
  const head = [
    `${district.name[lang]} ${fileWords.title[lang]} ${span}`,
    `${fileWords['read-at'][lang]} ${localText(at, telling)}  ${fileWords['taken-by'][lang]} ${by}`,
  ]
  return district.synthetic ? [fileWords.synthetic[lang], ...head] : head
}

const text = (title: string): Column => ({ title, kind: 'text' })

/** The sheets of a period's workbook: the indicators with their formulas, everything by one axis, stretches, pieces, definitions. */
export function figureTables(evaluation: Evaluation, telling: Telling): FileTable[] {
  const head = headOf(evaluation, telling)
  const { lang, district } = telling
  const definitions = ruleWords(district.settings).map((one) => one[lang])
  return [
    { ...indicatorTable(evaluation.whole, lang), notes: head },
    { ...axisTable(evaluation, telling), notes: head },
    { ...legTable(evaluation.whole, telling), notes: head },
    { ...seriesTable(evaluation, telling), notes: head },
    {
      name: fileWords.definitions[lang],
      notes: head,
      columns: [text(fileWords.definitions[lang])],
      rows: definitions.map((one) => [one]),
    },
  ]
}

function indicatorTable({ counts, rates: values, avgHandleMs, score }: Sheet, lang: Lang): Omit<FileTable, 'notes'> {
  const ofRate = (id: RateId): Value[] => {
    const { stage, part, whole } = rates[id]
    return [
      stageWords[stage][lang],
      indicatorWords[id][lang],
      formulaWords(id)[lang],
      counts[part],
      counts[whole],
      values[id],
      null,
      null,
    ]
  }
  return {
    name: fileWords.indicators[lang],
    columns: [
      text(fileWords.stage[lang]),
      text(fileWords.indicator[lang]),
      text(fileWords.formula[lang]),
      { title: fileWords.part[lang], kind: 'count' },
      { title: fileWords.whole[lang], kind: 'count' },
      { title: fileWords.rate[lang], kind: 'share' },
      { title: fileWords.minutes[lang], kind: 'minutes' },
      { title: fileWords.score[lang], kind: 'points' },
    ],
    rows: [
      ...rateIds.map(ofRate),
      [
        stageWords.handle[lang],
        indicatorWords[MEAN][lang],
        formulaWords(MEAN)[lang],
        null,
        counts.timed,
        null,
        minutes(avgHandleMs),
        null,
      ],
      [null, fileWords.score[lang], fileWords['see-definitions'][lang], null, null, null, null, score],
    ],
  }
}

const titled = (id: (typeof indicatorIds)[number], lang: Lang) =>
  `${indicatorWords[id][lang]} (${formulaWords(id)[lang]})`

/** Everything in one row for each key, the whole first: what a CSV file holds too. */
export function axisTable(
  { by, whole, rows }: Evaluation,
  { lang, nameOf, district }: Telling,
): Omit<FileTable, 'notes'> {
  const one = (name: string, { counts, rates: values, avgHandleMs, score, legs: took }: Sheet): Value[] => [
    name,
    score,
    ...rateIds.map((id) => values[id]),
    minutes(avgHandleMs),
    ...caseSets.map((set) => counts[set]),
    ...legs.flatMap((leg) => [took[leg].n, minutes(took[leg].p50Ms), minutes(took[leg].p90Ms), took[leg].beyond]),
  ]
  return {
    name: axisWords[by][lang],
    columns: [
      text(axisWords[by][lang]),
      { title: fileWords.score[lang], kind: 'points' },
      ...rateIds.map((id): Column => ({ title: titled(id, lang), kind: 'share' })),
      { title: `${titled(MEAN, lang)} ${fileWords.min[lang]}`, kind: 'minutes' },
      ...caseSets.map((set): Column => ({ title: setWords[set][lang], kind: 'count' })),
      ...legs.flatMap((leg): Column[] => [
        { title: `${legWords[leg][lang]} n`, kind: 'count' },
        { title: `${legWords[leg][lang]} P50 ${fileWords.min[lang]}`, kind: 'minutes' },
        { title: `${legWords[leg][lang]} P90 ${fileWords.min[lang]}`, kind: 'minutes' },
        { title: `${legWords[leg][lang]} > ${standard(leg, district, lang)}`, kind: 'count' },
      ]),
    ],
    rows: [one(fileWords.all[lang], whole), ...rows.map(({ key, sheet }) => one(nameOf(key), sheet))],
  }
}

const standardOf = (leg: (typeof legs)[number], { settings }: Telling['district']) => {
  const seconds = settings.evaluation.standardS[leg]
  return seconds === null ? null : minutes(seconds * 1000)
}
const standard = (leg: (typeof legs)[number], district: Telling['district'], lang: Lang) => {
  const within = standardOf(leg, district)
  return within === null ? fileWords['no-standard'][lang] : `${within} ${fileWords.min[lang]}`
}

function legTable({ legs: took }: Sheet, { lang, district }: Telling): Omit<FileTable, 'notes'> {
  return {
    name: fileWords.legs[lang],
    columns: [
      text(fileWords.leg[lang]),
      { title: fileWords.cases[lang], kind: 'count' },
      { title: `P50 ${fileWords.min[lang]}`, kind: 'minutes' },
      { title: `P90 ${fileWords.min[lang]}`, kind: 'minutes' },
      { title: `${fileWords.standard[lang]} ${fileWords.min[lang]}`, kind: 'minutes' },
      { title: fileWords.beyond[lang], kind: 'count' },
    ],
    rows: legs.map((leg) => {
      const { n, p50Ms, p90Ms, beyond } = took[leg]
      return [legWords[leg][lang], n, minutes(p50Ms), minutes(p90Ms), standardOf(leg, district), beyond]
    }),
  }
}

function seriesTable({ series }: Evaluation, telling: Telling): Omit<FileTable, 'notes'> {
  const { lang } = telling
  return {
    name: fileWords.series[lang],
    columns: [
      { title: fileWords.from[lang], kind: 'moment' },
      { title: fileWords.to[lang], kind: 'moment' },
      ...counters.map((set): Column => ({ title: setWords[set][lang], kind: 'count' })),
      ...rateIds.map((id): Column => ({ title: titled(id, lang), kind: 'share' })),
      { title: `${titled(MEAN, lang)} ${fileWords.min[lang]}`, kind: 'minutes' },
    ],
    rows: series.map(({ from, to, sheet }) => [
      localMs(from, telling),
      localMs(to, telling),
      ...counters.map((set) => sheet.counts[set]),
      ...rateIds.map((id) => sheet.rates[id]),
      minutes(sheet.avgHandleMs),
    ]),
  }
}
