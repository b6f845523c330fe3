import type { CasesBehind, EvaluatedCase, Evaluation } from '@lianqin/shared/evaluation/evaluation'
import { type Axis, type CaseList, type IndicatorId, indicatorIds } from '@lianqin/shared/evaluation/indicator'
import { type Earlier, earlierOf, type Length, periodOf, type Span } from '@lianqin/shared/evaluation/period'
import { toMoment } from '@lianqin/shared/wire/moment'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { get, getFile } from '../kernel/http.ts'
import { saveFile } from '../kernel/save-file.ts'
import { serverNow } from '../kernel/time.ts'
import type { Order } from './evaluation.text.ts'

export type Key = string | null
/** The one row that the whole page is narrowed to. */
export interface Only {
  axis: Axis
  key: Key
}
/** What is asked for: a span, by which axis, of which cases, and of which reading. */
interface Ask extends Span {
  by: Axis
  only: Only | null
  at: string | null
}

const addressOf = ({ from, to, by, only, at }: Ask, more: Record<string, string> = {}): string => {
  const query = new URLSearchParams({ from: toMoment(from), to: toMoment(to), by, ...more })
  if (only) query.set(only.axis, only.key ?? 'none')
  if (at) query.set('at', at)
  return query.toString()
}

/** A list of cases that is open: behind which number, and of which row. */
export interface Listed {
  /** Which asking it is the answer to: more of the same list is still that one. */
  nth: number
  list: CaseList
  row: Only | null
  behind: CasesBehind
}

/** What an evaluation's page looks at: a period, an indicator, an axis, and the figures as they were read. */
export const useEvaluation = defineStore('evaluation', () => {
  const jurisdiction = useJurisdiction()
  const length = ref<Length>('month')
  const anchor = ref(serverNow())
  const by = ref<Axis>('squad')
  const only = shallowRef<Only | null>(null)
  const chosen = ref<IndicatorId>('inTimeDisposeRate')
  const order = ref<Order>('worst')

  const figures = shallowRef<Evaluation | null>(null)
  const before = shallowRef<Partial<Record<Earlier, Evaluation>>>({})
  const listed = shallowRef<Listed | null>(null)
  const loading = ref(false)
  const fault = shallowRef<unknown>(null)
  /** Whether the cases moved on while one looked, so that everything was read again. */
  const moved = ref(false)
  const turn = { figures: 0, list: 0 }

  const offset = computed(() => jurisdiction.district?.calendar.utcOffsetMinutes ?? 0)
  const span = computed(() => periodOf(length.value, anchor.value, offset.value))
  const isRunning = computed(() => figures.value !== null && figures.value.until !== figures.value.to)

  const ask = (at: string | null): Ask => ({ ...span.value, by: by.value, only: only.value, at })

  /** Reads the period anew, or of a reading that is held: where only the way of looking has changed. */
  async function load(at: string | null = null): Promise<void> {
    const mine = ++turn.figures
    loading.value = true
    fault.value = null
    if (at === null) before.value = {}
    try {
      const read = await get<Evaluation>(`/evaluation?${addressOf(ask(at))}`)
      if (mine !== turn.figures) return
      figures.value = read
    } catch (refusal) {
      if (mine === turn.figures) fault.value = refusal
    } finally {
      if (mine === turn.figures) loading.value = false
    }
    if (mine === turn.figures && fault.value === null) await compare(mine)
  }

  /** What it is compared with comes after it: nobody waits for last year to see this month. */
  async function compare(mine: number): Promise<void> {
    const now = figures.value
    if (!now) return
    const held = { length: length.value, span: span.value, until: Date.parse(now.until) }
    for (const which of ['previous', 'year'] as const) {
      const at = before.value[which]?.at ?? null
      const read = await get<Evaluation>(
        `/evaluation?${addressOf({ ...ask(at), ...earlierOf(which, held, offset.value) })}`,
      ).catch(() => null)
      if (mine !== turn.figures) return
      if (read) before.value = { ...before.value, [which]: read }
    }
  }

  function go(which: Length, at: number): void {
    length.value = which
    anchor.value = at
  }
  const step = (away: number) => go(length.value, periodOf(length.value, anchor.value, offset.value, away).from)
  const goNow = () => go(length.value, serverNow())

  watch([length, () => span.value.from], () => {
    close()
    void load()
  })
  watch([by, only], () => {
    close()
    void load(figures.value?.at ?? null)
  })

  /** Lists the cases behind a number; if it has become another one meanwhile, everything is read again. */
  async function list(name: CaseList, row: Only | null): Promise<void> {
    const nth = ++turn.list
    const at = figures.value?.at ?? null
    const behind = await get<CasesBehind>(listAddress(name, row, { at }))
    if (nth !== turn.list) return
    listed.value = { nth, list: name, row, behind }
    moved.value = at !== null && behind.at !== at
    if (moved.value) await load(behind.at)
  }
  const listAddress = (
    name: CaseList,
    row: Only | null,
    { at, more = {} }: { at: string | null; more?: Record<string, string> },
  ) =>
    `/evaluation/cases?${addressOf(ask(at), { ...(row ? { [row.axis]: row.key ?? 'none' } : {}), list: name, ...more })}`

  async function more(): Promise<void> {
    const open = listed.value
    if (!open || open.behind.next === null) return
    const { list: name, row, behind } = open
    const next = await get<CasesBehind>(listAddress(name, row, { at: behind.at, more: { skip: String(behind.next) } }))
    if (listed.value === open) listed.value = { ...open, behind: { ...next, cases: joined(behind.cases, next.cases) } }
  }

  const take = async (path: string) => void saveFile(await getFile(path))
  const takeFigures = (format: 'xlsx' | 'csv', lang: 'zh' | 'en') =>
    take(`/evaluation/export?${addressOf(ask(figures.value?.at ?? null), { format, lang })}`)
  function takeList(format: 'xlsx' | 'csv', lang: 'zh' | 'en'): Promise<void> {
    const open = listed.value
    if (!open) return Promise.resolve()
    const address = listAddress(open.list, open.row, { at: open.behind.at, more: { format, lang } })
    return take(address.replace('/evaluation/cases?', '/evaluation/cases/export?'))
  }

  /** Whoever comes to the page starts with what is now: somebody else may sit here. */
  function open(): void {
    figures.value = null
    only.value = null
    anchor.value = serverNow()
    close()
    void load()
  }

  function choose(away: number): void {
    const at = indicatorIds.indexOf(chosen.value) + away
    chosen.value = indicatorIds[(at + indicatorIds.length) % indicatorIds.length] ?? chosen.value
  }
  function close(): void {
    turn.list++
    listed.value = null
    moved.value = false
  }

  return {
    ...{
      length,
      anchor,
      by,
      only,
      chosen,
      order,
      figures,
      before,
      listed,
      loading,
      fault,
      moved,
      span,
      offset,
      isRunning,
    },
    ...{ open, load, go, step, goNow, list, more, close, choose, takeFigures, takeList },
  }
})

/** Pages overlap where a case has come in between. */
const joined = (shown: readonly EvaluatedCase[], next: readonly EvaluatedCase[]): EvaluatedCase[] => {
  const known = new Set(shown.map(({ id }) => id))
  return [...shown, ...next.filter(({ id }) => !known.has(id))]
}
