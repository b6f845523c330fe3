import type { Place } from '@lianqin/shared/wire/place'
import Type from 'typebox'
import { Check } from 'typebox/value'
import type { Config } from '../config.ts'

/** Minutes by car from each place to one, over streets; null where there is no way. Throws if the service gives no answer. */
export type AskRouter = (from: readonly Place[], to: Place, signal: AbortSignal) => Promise<(number | null)[]>

export type RouterAddress = NonNullable<Config['travel']>

export const openRouter = ({ kind, url }: RouterAddress): AskRouter => {
  const base = url.replace(/\/+$/, '')
  return kind === 'osrm' ? askOsrm(base) : askValhalla(base)
}

const Seconds = Type.Union([Type.Number({ minimum: 0 }), Type.Null()])
const Column = Type.Array(Type.Array(Seconds, { minItems: 1 }))
const OsrmTable = Type.Object({ code: Type.Literal('Ok'), durations: Column })

/** OSRM's table service: one column, every place a source. */
const askOsrm =
  (base: string): AskRouter =>
  async (from, to, signal) => {
    const places = [...from, to].map(({ lon, lat }) => `${lon.toFixed(6)},${lat.toFixed(6)}`).join(';')
    const sources = from.map((_, index) => index).join(';')
    const asked = `sources=${sources}&destinations=${from.length}&annotations=duration`
    const answer = await call(`${base}/table/v1/driving/${places}?${asked}`, { signal })
    if (!Check(OsrmTable, answer)) throw new Error('the answer is no OSRM table')
    return asMinutes(answer.durations, from.length)
  }

const ValhallaRow = Type.Array(Type.Object({ time: Seconds }), { minItems: 1 })
const ValhallaMatrix = Type.Object({
  /** One object for each pair, or, where the service is set to be terse, only the columns. */
  sources_to_targets: Type.Union([Type.Array(ValhallaRow), Type.Object({ durations: Column })]),
})

/** Valhalla's matrix service; it names latitude first, in words. */
const askValhalla =
  (base: string): AskRouter =>
  async (from, to, signal) => {
    const plain = ({ lon, lat }: Place) => ({ lat, lon })
    const body = JSON.stringify({ sources: from.map(plain), targets: [plain(to)], costing: 'auto' })
    const headers = { 'content-type': 'application/json' }
    const answer = await call(`${base}/sources_to_targets`, { method: 'POST', headers, body, signal })
    if (!Check(ValhallaMatrix, answer)) throw new Error('the answer is no Valhalla matrix')
    const rows = answer.sources_to_targets
    return asMinutes('durations' in rows ? rows.durations : rows.map((row) => row.map(({ time }) => time)), from.length)
  }

async function call(url: string, request: RequestInit): Promise<unknown> {
  // The service is the one that was configured and no other: it sends nobody elsewhere.
  const answer = await fetch(url, { ...request, redirect: 'error' })
  if (answer.ok) return answer.json()
  await answer.body?.cancel()
  throw new Error(`the service answered ${answer.status}`)
}

function asMinutes(rows: readonly (readonly (number | null)[])[], count: number): (number | null)[] {
  if (rows.length !== count) throw new Error(`${rows.length} rows for ${count} places`)
  return rows.map(([seconds]) => (seconds === null || seconds === undefined ? null : seconds / 60))
}
