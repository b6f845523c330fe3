// The service worker of the fallback sheet, and of nothing else: it answers /fallback from what this browser keeps, when the
// server is dead too. Built by itself into one file, see vite.config.ts.
/// <reference lib="webworker" />
import type { FallbackSheet } from '@lianqin/shared/evaluation/fallback'
import { FILE_PATH, fileName, SHEET_PATH, sheetPage } from './page.engine.ts'
import style from './sheet.css?inline'

declare const self: ServiceWorkerGlobalScope

const KEPT_IN = 'lianqin-fallback'
const SHEET_API = '/api/v1/evaluation/fallback-sheet'
const ANSWER_WITHIN_MS = 5_000
/** The page needs its own style and nothing else in the world. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

/** Asks the server and keeps its answer. Whoever it does not know any more keeps nothing. */
async function renew(): Promise<FallbackSheet> {
  const answer = await fetch(SHEET_API, { credentials: 'same-origin', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
  if (answer.status === 401 || answer.status === 403) await caches.delete(KEPT_IN)
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
  const kept = await caches.open(KEPT_IN)
  await kept.put(SHEET_API, answer.clone())
  return answer.json()
}

async function held(): Promise<FallbackSheet | null> {
  const answer = await (await caches.open(KEPT_IN)).match(SHEET_API)
  return answer ? answer.json() : null
}

async function answer(url: URL): Promise<Response> {
  const lang = url.searchParams.get('lang')?.startsWith('en') ? 'en' : 'zh'
  const fresh = await renew().catch(() => null)
  const sheet = fresh ?? (await held())
  const saved = url.pathname === FILE_PATH
  const setting = { lang, now: Date.now(), gone: fresh === null } as const
  const headers: Record<string, string> = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
  }
  // Not by the link's own `download`: browsers fetch such links past their workers.
  if (saved && sheet) headers['content-disposition'] = `attachment; filename="${fileName(sheet)}"`
  return new Response(sheetPage(sheet, setting, style, saved), { headers })
}

self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  const isOurs = url.origin === self.location.origin && (url.pathname === SHEET_PATH || url.pathname === FILE_PATH)
  if (isOurs) event.respondWith(answer(url))
})
self.addEventListener('message', (event) => {
  if (event.data === 'renew') event.waitUntil(renew().catch(() => undefined))
  if (event.data === 'forget') event.waitUntil(caches.delete(KEPT_IN))
})
