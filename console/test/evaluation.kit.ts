import type { CasesBehind, EvaluatedCase, Evaluation, Sheet } from '@lianqin/shared/evaluation/evaluation'
import {
  type Axis,
  type CaseList,
  type CaseSet,
  caseSets,
  type Leg,
  legs,
  rateIds,
  rates,
} from '@lianqin/shared/evaluation/indicator'
import { periodOf, piecesOf, stepFor } from '@lianqin/shared/evaluation/period'
import type { Role } from '@lianqin/shared/person'
import { toMoment } from '@lianqin/shared/wire/moment'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { page } from 'vitest/browser'
import { type Component, nextTick } from 'vue'
import EvaluationPage from '../src/evaluation/EvaluationPage.vue'
import { useJurisdiction } from '../src/jurisdiction/jurisdiction.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { listenToKeys } from '../src/kernel/keys.ts'
import { dismiss, notices } from '../src/kernel/notices.ts'
import { tick } from '../src/kernel/time.ts'
import { useMatters } from '../src/matter/matter.store.ts'
import { useSession } from '../src/person/session.store.ts'
import { useSquads } from '../src/squad/squad.store.ts'
import { useUnits } from '../src/unit/unit.store.ts'
import { aReference, areas, matters, squads } from './district.ts'
import { anIncident, before, HOUR, MINUTE, NOW } from './fixtures.ts'
import { mount, unmountAll } from './mount.ts'
import { aRouter } from './router.kit.ts'
import { aSnapshot } from './snapshot.ts'

/* The figures of a made-up month, and a server that hands them out with the cases behind them. */

const network = globalThis.fetch.bind(globalThis)
const OFFSET = 480

/** Parts of which less is better: what goes wrong. */
const WRONG: readonly CaseSet[] = ['overdueOpen', 'extended', 'reworked', 'closedLate']

/** So many cases, so large a share of them as it should be. */
export function aSheet(n: number, share = 0.9): Sheet {
  const parts = rateIds.map((id) => rates[id].part as CaseSet)
  const size = (set: CaseSet) =>
    parts.includes(set) ? Math.round(n * (WRONG.includes(set) ? (1 - share) / 2 : share)) : n
  const counts = Object.fromEntries(caseSets.map((set) => [set, size(set)])) as Sheet['counts']
  return {
    counts,
    rates: Object.fromEntries(
      rateIds.map((id) => {
        const { part, whole } = rates[id]
        return [id, counts[whole] === 0 ? null : counts[part] / counts[whole]]
      }),
    ) as Sheet['rates'],
    avgHandleMs: n === 0 ? null : HOUR * (2 - share),
    legs: Object.fromEntries(legs.map((leg, nth) => [leg, legOf(n, nth)])) as Sheet['legs'],
    score: n === 0 ? null : 100 * share,
  }
}
const legOf = (n: number, nth: number): Sheet['legs'][Leg] => ({
  ...{ n, p50Ms: n === 0 ? null : (nth + 1) * 4 * MINUTE, p90Ms: n === 0 ? null : (nth + 1) * 11 * MINUTE },
  beyond: Math.round(n / 10),
})

const keysOf: Record<Axis, readonly (string | null)[]> = {
  squad: [...squads.map(({ id }) => id), null],
  area: areas.map(({ id }) => id),
  matter: matters.map(({ id }) => id),
  officer: ['officer-1', 'officer-2', null],
  source: ['desk', 'hotline', 'patrol'],
}

/** What is asked for by an address, answered with so many cases in the whole. */
export function figuresOf(query: URLSearchParams, n: number, at: string): Evaluation {
  const [from, to] = [query.get('from') ?? NOW, query.get('to') ?? NOW]
  const [until = to] = [to, NOW].sort()
  const by = (query.get('by') ?? 'squad') as Axis
  const span = { from: Date.parse(from), to: Date.parse(until) }
  const pieces = span.to > span.from ? piecesOf(span, stepFor(span), OFFSET) : []
  const keys = query.get(by) ? [query.get(by) === 'none' ? null : query.get(by)] : keysOf[by]
  return {
    ...{ at, from, to, until, by },
    whole: aSheet(n),
    rows: n === 0 ? [] : keys.map((key, nth) => ({ key, sheet: aSheet(Math.round(n / (nth + 2)), 1 - nth * 0.05) })),
    series: pieces.map((piece, nth) => ({
      from: toMoment(piece.from),
      to: toMoment(piece.to),
      sheet: aSheet(n === 0 || nth === 5 ? 0 : Math.round(n / pieces.length), 0.8 + (nth % 5) * 0.04),
    })),
    officers: by === 'officer' ? ['王强', '李敏'].map((name, nth) => ({ id: `officer-${nth + 1}`, name })) : [],
  }
}

export const aCase = (no: number, over: Partial<EvaluatedCase> = {}): EvaluatedCase => ({
  ...anIncident({ no, id: `incident-${no}`, state: 'closed', handledAt: before(2 * HOUR), closedAt: before(HOUR) }),
  squadId: squads[no % squads.length]?.id ?? null,
  ...{ offeredAt: before(9 * MINUTE), acceptedAt: before(8 * MINUTE), departedAt: null, arrivedAt: null },
  ...{ reworks: 0, ms: null },
  ...over,
})

const PAGE = 20
export function casesOf(query: URLSearchParams, n: number, at: string): CasesBehind {
  const list = query.get('list') as CaseList
  const { counts, legs: took } = aSheet(n)
  const leg = legs.find((name) => list.endsWith(`-${name}`))
  const count = leg ? (list.startsWith('leg-') ? took[leg].n : (took[leg].beyond ?? 0)) : counts[list as CaseSet]
  const skip = Number(query.get('skip') ?? 0)
  const cases = Array.from({ length: Math.min(PAGE, count - skip) }, (_, nth) =>
    aCase(1000 + skip + nth, leg ? { ms: (count - skip - nth) * MINUTE } : {}),
  )
  return { at, list, count, cases, next: skip + cases.length < count ? skip + cases.length : null }
}

export interface Server {
  asked: URL[]
  /** So many cases there are. */
  n: number
  /** The moment of the newest reading. */
  at: string
  refuse: Response | null
}

export function serve(n: number): Server {
  const server: Server = { asked: [], n, at: NOW, refuse: null }
  globalThis.fetch = async (input, init) => {
    if (!String(input).startsWith('/api/v1')) return network(input, init)
    const url = new URL(String(input).replace('/api/v1', ''), location.origin)
    server.asked.push(url)
    if (server.refuse) return server.refuse.clone()
    const query = url.searchParams
    // A quarter of an hour has passed: the reading that was held is gone.
    const at = query.get('at') === server.at ? query.get('at') : server.at
    if (url.pathname.endsWith('/export'))
      return new Response('PK', { headers: { 'content-disposition': 'attachment; filename="evaluation.xlsx"' } })
    if (url.pathname === '/evaluation') return Response.json(figuresOf(query, server.n, at ?? server.at))
    return Response.json(casesOf(query, server.n, at ?? server.at))
  }
  return server
}

const standing = { deaf: () => {} }
/** Signs in, loads the district and puts a page where the console would. */
export async function openPage(component: Component, role: Role, scope: object = { kind: 'district' }) {
  const pinia = createPinia()
  setActivePinia(pinia)
  document.documentElement.dataset.screen = 'desk'
  document.documentElement.dataset.theme ??= 'dark'
  document.documentElement.lang = locale.value
  const person = { id: 'person-chen', role, name: 'chen', title: '陈立', state: 'active', version: 1, scope }
  useSession().session = { person: person as never, until: NOW, demo: true }
  for (const room of [useJurisdiction(), useMatters(), useSquads(), useUnits()]) room.load(aReference())
  useSquads().replaceAll(aSnapshot(0))
  tick()
  const router = aRouter()
  await router.push('/evaluation')
  standing.deaf = listenToKeys()
  mount(component, pinia, router)
  await nextTick()
  return { router }
}

/** The evaluation of November, on the 24th of it, with so many cases. */
export async function openEvaluation(n = 120, role: Role = 'dispatcher', scope?: object) {
  const server = serve(n)
  const { router } = await openPage(EvaluationPage, role, scope)
  await soon(() => expect(document.querySelector('.evaluation')?.getAttribute('aria-busy')).toBeNull())
  return { server, router }
}
export const novemberFrom = toMoment(periodOf('month', Date.parse(NOW), OFFSET).from)
export const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000 })

export function useThatDay() {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
    await page.viewport(1920, 1080)
  })
  afterEach(() => {
    standing.deaf()
    unmountAll()
    vi.restoreAllMocks()
    vi.useRealTimers()
    globalThis.fetch = network
    locale.value = 'zh-CN'
    for (const { id } of notices.value) dismiss(id)
    delete document.documentElement.dataset.screen
    delete document.documentElement.dataset.theme
  })
}
