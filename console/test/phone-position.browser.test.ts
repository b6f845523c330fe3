import type { FixReceipt, SendFixes } from '@lianqin/shared/unit'
import type { ProblemCode, WireProblem } from '@lianqin/shared/wire/problem'
import { entries, set, setMany } from 'idb-keyval'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
import { useSession } from '../src/person/session.store.ts'
import { KEPT_MOST } from '../src/phone/fix-outbox.ts'
import { useOwnPosition } from '../src/phone/own-position.store.ts'
import { squads } from './district.ts'
import { NOW } from './fixtures.ts'
import { unmountAll } from './mount.ts'
import { disk, leader, openPhone, type Sent, serve, useHand } from './phone.kit.ts'

/* Positions of this phone, with a receiver that reads what the test says and the browser's own disk. */

useHand()

type Trouble = ProblemCode | 'no network' | null
let trouble: Trouble = null
let answer: ((fixes: SendFixes['fixes']) => WireProblem | null) | null = null
let sent: Sent[] = []
const START = Date.parse(NOW)
/** When the receiver last read its place; ten seconds later with each reading that is asked for. */
let readAt = START

const onDisk = async () => (await entries(disk)).filter(([key]) => typeof key === 'number').length
const refusal = (code: ProblemCode): WireProblem => ({ code, params: {}, requestId: 'r-1' })
const receipt = (fixes: SendFixes['fixes']): FixReceipt => ({ taken: fixes.length, refused: [] })
const batches = () => sent.filter(({ path }) => path === '/positions').map(({ body }) => body as unknown as SendFixes)
const taken = () => batches().filter(({ fixes }) => answered.has(fixes.map(({ seq }) => seq).join()))
const answered = new Set<string>()
const line = () => document.querySelector('.duty__who')?.textContent ?? ''
const online = () => window.dispatchEvent(new Event('online'))

function listen(): void {
  answered.clear()
  sent = serve(({ path, body }) => {
    if (path !== '/positions')
      return { ...squads.find(({ id }) => id === 'squad-gulin-1'), state: 'off-duty', version: 2 }
    const { fixes } = body as unknown as SendFixes
    if (trouble === 'no network') return trouble
    const refused = trouble ? refusal(trouble) : answer?.(fixes)
    if (refused) return refused
    answered.add(fixes.map(({ seq }) => seq).join())
    return receipt(fixes)
  })
}
/** Reads once more, as the next round would. */
async function readAgain() {
  readAt += 10_000
  await useOwnPosition().start('unit-gulin-1')
}
const fixes = (count: number, from = START - 86_400_000) =>
  Array.from({ length: count }, (_, n) => {
    const seq = from + n * 8_000
    return { unitId: 'unit-gulin-1', seq, at: new Date(seq).toISOString(), lon: 121.44, lat: 29.83, accuracyM: 5 }
  })
async function keep(count: number, personId = leader.id) {
  await setMany(
    fixes(count).map((fix) => [fix.seq, fix]),
    disk,
  )
  await set('whose', { personId, device: 'kept-device' }, disk)
}

beforeEach(() => {
  trouble = null
  answer = null
  readAt = START
  vi.spyOn(navigator.geolocation, 'getCurrentPosition').mockImplementation((found) =>
    found({
      coords: { longitude: 121.4426, latitude: 29.832, accuracy: 8, speed: null, heading: null },
      timestamp: readAt,
    } as GeolocationPosition),
  )
  listen()
})
afterEach(() => vi.restoreAllMocks())

describe('a position that was read', () => {
  it.each([
    ['no network', '没有网络'],
    ['server.busy', '服务器正忙'],
    ['request.too-many', '服务器正忙'],
    ['server.failed', '服务器没有收下'],
  ] as const)('is kept through %s, counted on the screen, and sent in order once that is over', async (what, words) => {
    trouble = what
    await openPhone()
    await expect.poll(line).toContain(`位置送不出：${words}`)
    await readAgain()
    await expect.poll(line).toContain('2 个位置待送')
    expect(await onDisk()).toBe(2)
    trouble = null
    online()
    await expect.poll(line).toContain('前已送')
    expect(line()).not.toContain('待送')
    const last = batches().at(-1)?.fixes ?? []
    expect(last.map(({ at }) => Date.parse(at) - START)).toEqual([0, 10_000])
    await expect.poll(onDisk).toBe(0)
  })

  it('outlives a session that has ended, and goes out when the same person is back', async () => {
    trouble = 'session.missing'
    await openPhone()
    await expect.poll(() => useSession().session).toBeNull()
    expect(await onDisk()).toBe(1)
    trouble = null
    useSession().session = { person: leader, until: NOW, demo: true }
    await expect.poll(() => taken().length).toBe(1)
    expect(taken()[0]?.fixes[0]?.at).toBe(NOW)
  })

  it('outlives the page, under the name and the numbers it had', async () => {
    trouble = 'no network'
    await openPhone()
    await expect.poll(line).toContain('1 个位置待送')
    const [first] = batches()
    unmountAll()
    trouble = null
    readAt += 60_000
    await openPhone()
    await expect.poll(() => taken().length).toBe(1)
    expect(taken()[0]?.device).toBe(first?.device)
    expect(taken()[0]?.fixes.map(({ seq }) => seq)).toEqual([START, START + 60_000])
  })

  it('goes out in bounded batches, oldest first', async () => {
    await keep(600)
    await openPhone()
    await expect.poll(() => answered.size, { timeout: 10_000 }).toBe(3)
    expect(batches().map((one) => one.fixes.length)).toEqual([250, 250, 101])
    const numbers = batches().flatMap((one) => one.fixes.map(({ seq = 0 }) => seq))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(new Set(batches().map(({ device }) => device))).toEqual(new Set(['kept-device']))
    await expect.poll(onDisk).toBe(0)
  })

  it('that the server cannot read takes no other with it', async () => {
    await keep(40)
    const spoilt = fixes(40)[17]?.seq
    answer = (of) => (of.some(({ seq }) => seq === spoilt) ? refusal('request.invalid') : null)
    await openPhone()
    await expect.poll(line, { timeout: 10_000 }).toContain('1 个位置已放弃')
    await expect.poll(onDisk).toBe(0)
    const through = taken().flatMap((one) => one.fixes.map(({ seq }) => seq))
    expect(through).toHaveLength(40)
    expect(new Set(through).size).toBe(40)
    expect(through).not.toContain(spoilt)
  })

  it('is kept for a day and a night of moving; what is beyond is said, not lost in silence', async () => {
    trouble = 'no network'
    await keep(KEPT_MOST)
    await openPhone()
    await expect.poll(line).toContain(`${KEPT_MOST} 个位置待送`)
    expect(line()).toContain('1 个位置已放弃')
    expect(KEPT_MOST * 8).toBe(24 * 3600)
    await expect.poll(onDisk).toBe(KEPT_MOST)
  })
})

describe('nothing is kept', () => {
  it('off duty: signing off sends the rest and forgets what did not go', async () => {
    trouble = 'server.busy'
    await openPhone()
    await expect.poll(line).toContain('1 个位置待送')
    const tries = batches().length
    await page.getByRole('switch').click()
    await expect.poll(() => sent.some(({ path }) => path === '/squads/squad-gulin-1/moves')).toBe(true)
    expect(batches().length).toBe(tries + 1)
    await expect.poll(() => entries(disk)).toEqual([])
    expect(useOwnPosition().unsent).toBe(0)
    expect(line()).toContain('不读取位置')
  })

  it('of somebody who signs out, or had the phone before', async () => {
    await keep(3, 'person-somebody')
    trouble = 'server.busy'
    await openPhone()
    await expect.poll(line).toContain('1 个位置待送')
    expect(await onDisk()).toBe(1)
    const stubbed = globalThis.fetch
    globalThis.fetch = async (input, init) =>
      init?.method === 'DELETE' ? new Response(null, { status: 204 }) : stubbed(input, init)
    await useSession().signOut()
    await expect.poll(() => entries(disk)).toEqual([])
  })
})

it.each(['zh-CN', 'en'] as const)('a backlog fits 360 pixels in %s', async (language) => {
  trouble = 'no network'
  await page.viewport(360, 740)
  await keep(KEPT_MOST)
  await openPhone()
  locale.value = language
  await expect.poll(() => useOwnPosition().unsent).toBe(KEPT_MOST)
  expect(document.documentElement.scrollWidth).toBe(360)
})
