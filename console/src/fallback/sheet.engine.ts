import type { FallbackSheet } from '@lianqin/shared/evaluation/fallback'
import { stateWords } from '@lianqin/shared/incident.text'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Words } from '@lianqin/shared/wire/words'
import { type SheetWord, sheetWords } from './sheet.text.ts'

/** In which language, at which moment, and whether the server has answered. */
export interface SheetSetting {
  lang: keyof Words
  /** Unix milliseconds. */
  now: number
  gone: boolean
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** As the desk writes it. */
const numbered = (no: number) => String(no).padStart(4, '0')
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter)

/** A sheet older than this is not what its reader expects: it says so in bold. */
const OLD_MS = 150_000
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Writes the sheet; everything that comes from outside is text and nothing else. */
export function sheetWriter({ lang, now, gone }: SheetSetting) {
  const say = (word: SheetWord, n?: number) => escaped(sheetWords[word][lang].replace('{n}', String(n ?? '')))
  const name = (words: Words | null) => escaped(words?.[lang] ?? '')

  function ageWords(at: Moment): string {
    const ms = Math.max(0, now - Date.parse(at))
    if (ms < MINUTE) return say('seconds', Math.trunc(ms / SECOND))
    return ms < 2 * HOUR ? say('minutes', Math.trunc(ms / MINUTE)) : say('hours', Math.trunc(ms / HOUR))
  }
  const local = (at: Moment, { utcOffsetMinutes }: FallbackSheet) =>
    new Date(Date.parse(at) + utcOffsetMinutes * MINUTE).toISOString()
  const minute = (at: Moment, sheet: FallbackSheet) => local(at, sheet).slice(5, 16).replace('T', ' ')

  function head(sheet: FallbackSheet): string {
    const isOld = gone || now - Date.parse(sheet.at) > OLD_MS
    const time = local(sheet.at, sheet).slice(0, 19).replace('T', ' ')
    return `<header>
      <h1>${say('title')} <small>${name(sheet.centre)}·${sheet.reach ? name(sheet.reach) : say('district')}</small></h1>
      ${sheet.synthetic ? `<p class="sheet-tag">${say('synthetic')}</p>` : ''}
      <p class="sheet-age"${isOld ? ' data-old' : ''} role="status">${gone ? `<b>${say('gone')}</b> ` : ''}${say('as-of')} <b>${time}</b>·${say('age')} <b>${ageWords(sheet.at)}</b>${gone ? '' : `·${say('fresh')}`}</p>
    </header>`
  }

  function caseRow(one: FallbackSheet['cases'][number], sheet: FallbackSheet): string {
    const isOver = one.dueAt !== null && one.state !== 'handled' && Date.parse(one.dueAt) < now
    const marks = [one.urgent ? `<em>${say('urgent')}</em>` : '', one.major ? `<em>${say('major')}</em>` : ''].join('')
    const place = [name(one.area), escaped(one.address)].filter(Boolean).join(' ')
    return `<tr><td class="sheet-no">${numbered(one.no)}</td><td>${marks}${name(one.matter)}</td>
      <td>${place}<small>${one.lon.toFixed(5)}, ${one.lat.toFixed(5)}</small>${one.description ? `<small>${escaped(one.description)}</small>` : ''}</td>
      <td>${one.squads.map(name).join('<br>') || '–'}</td><td>${name(stateWords[one.state])}</td>
      <td class="sheet-time">${minute(one.reportedAt, sheet)}</td>
      <td><span class="sheet-time">${one.dueAt ? minute(one.dueAt, sheet) : '–'}</span>${isOver ? ` <b>${say('over')}</b>` : ''}</td><td class="sheet-notes"></td></tr>`
  }

  const crewRow = ({ squad, area, officers, units, cases }: FallbackSheet['crews'][number]) =>
    `<tr><td>${name(squad)}</td><td>${area ? name(area) : say('district')}</td>
      <td>${officers.map(escaped).join(' ') || say('untold')}</td><td>${units.map(name).join(' ')}</td>
      <td>${cases.map(numbered).join(' ') || '–'}</td><td class="sheet-notes"></td></tr>`

  const titles = (words: readonly SheetWord[]) =>
    `<thead><tr>${words.map((word) => `<th scope="col">${say(word)}</th>`).join('')}</tr></thead>`

  function body(sheet: FallbackSheet): string {
    const { cases, crews, more } = sheet
    return `${head(sheet)}
      <section><h2>${say('cases')} <small>${cases.length + more}</small></h2>
      ${cases.length === 0 ? `<p>${say('no-cases')}</p>` : `<table>${titles(['no', 'matter', 'place', 'squads', 'state', 'reported', 'due', 'notes'])}<tbody>${cases.map((one) => caseRow(one, sheet)).join('')}</tbody></table>`}
      ${more > 0 ? `<p><b>${say('more', more)}</b></p>` : ''}</section>
      <section><h2>${say('crews')} <small>${crews.length}</small></h2>
      ${crews.length === 0 ? `<p>${say('no-crews')}</p>` : `<table>${titles(['squad', 'area', 'officers', 'units', 'held', 'notes'])}<tbody>${crews.map(crewRow).join('')}</tbody></table>`}</section>`
  }
  return { body, say }
}
