import { encodeChunk } from '@lianqin/shared/track/track.codec'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { useAlarms } from '../src/alarm/alarm.store.ts'
import { pageWord } from '../src/kernel/page-title.ts'
import { useReplay } from '../src/replay/replay.store.ts'
import { units } from './district.ts'
import { anAlarm, anEvent, anIncident, aTask, before, MINUTE } from './fixtures.ts'
import {
  begin,
  chunksOf,
  openReplay,
  pageOf,
  part,
  press,
  refuse,
  reports,
  rows,
  soon,
  start,
  startOf,
  streamOf,
  useThatDay,
  wish,
} from './replay.kit.ts'
import { aSnapshot } from './snapshot.ts'

useThatDay()
/** Of whom something is known at the moment. */
const seen = () => rows('units').filter((row) => row.dataset.unseen === undefined)
const states = () => new Set(seen().map((row) => row.querySelector('button span')?.textContent?.trim()))
const stateOf = ({ logPart, tracksPart }: ReturnType<typeof useReplay>) => [logPart.state, tracksPart.state]

describe('a replay that has come by half', () => {
  const lines = reports(10)
  const [half, rest] = [lines.slice(0, 5), lines.slice(5)]

  it('says so until the rest is here, knows nothing beyond what came, and goes on from there', async () => {
    let broken = true
    const log = (after: string | null) =>
      after === null
        ? pageOf(half, { next: 5 })
        : broken
          ? refuse('server.failed', 500)
          : pageOf(rest, { start: null, next: null })
    const { server } = await openReplay(0, { log })
    await wish()
    await soon(() => expect(stateOf(useReplay())).toEqual(['failed', 'complete']))
    await nextTick()
    expect(part('missing')?.textContent).toContain('日志没有取全')
    const replay = useReplay()
    // As far as the log came, everything is known.
    replay.goTo((replay.times[3] ?? 0) + 1)
    await nextTick()
    expect(states()).toEqual(new Set(['待命']))
    expect(rows('cases')).toHaveLength(4)
    await press('{End}')
    await nextTick()
    expect(states().has('待命')).toBe(false)
    expect([...states()].every((state) => state?.startsWith('状态未知') || state?.startsWith('失联'))).toBe(true)
    expect(document.querySelector('[data-part="units"] [data-glyph="unit-unknown"]')).toBeTruthy()
    expect(part('cases')?.textContent).toContain('此刻的日志还没有取到')
    expect(part('marks')?.textContent).toBe('已取到 5 个事件')
    broken = false
    await press('r')
    await soon(() => expect(replay.logPart.state).toBe('complete'))
    await nextTick()
    expect(part('missing')).toBeNull()
    expect(server.asked.filter((path) => path.includes('/replay?')).at(-1)).toContain('after=5')
    expect(rows('cases')).toHaveLength(10)
    expect(server.posted).toHaveLength(1)
  })

  it('shows no unit as available before the log has come', async () => {
    let tell = (_: Response) => {}
    const log = () =>
      new Promise<Response>((resolve) => {
        tell = resolve
      })
    await openReplay(0, { log })
    await wish()
    await soon(() => expect(useReplay().tracksPart.state).toBe('complete'))
    await nextTick()
    expect(part('coming')?.textContent).toContain('正在取日志')
    expect(states()).toEqual(new Set(['状态未知']))
    tell(pageOf([]))
    await soon(() => expect(states()).toEqual(new Set(['待命'])))
    expect(part('coming')).toBeNull()
  })

  it('shows a unit of whose squad the log says nothing as unknown', async () => {
    const { squads } = aSnapshot(0)
    await openReplay(0, { log: () => pageOf([], { start: startOf({ squads: squads.slice(1) }) }) })
    await begin()
    expect(rows('units')[0]?.textContent).toContain('状态未知')
    expect(rows('units')[1]?.textContent).toContain('待命')
  })

  it('of tracks that end in the middle says so, draws what came, and fetches all of it anew', async () => {
    const chunks = chunksOf()
    const whole = () => streamOf(chunks)
    const cut = async () => new Response((await whole().bytes()).slice(0, -100))
    const { server } = await openReplay(0, { tracks: cut })
    await wish()
    await soon(() => expect(stateOf(useReplay())).toEqual(['complete', 'failed']))
    await nextTick()
    expect(part('missing')?.textContent).toMatch(/轨迹没有取全：连接中断/)
    expect(useReplay().tracks.size).toBe(units.length - 1)
    server.tracks = whole
    document.querySelector<HTMLButtonElement>('[data-part="missing"] button')?.click()
    await soon(() => expect(useReplay().tracks.size).toBe(units.length))
    await nextTick()
    expect(part('missing')).toBeNull()
  })

  it('takes no track that has not come for nobody on duty', async () => {
    await openReplay(0, { tracks: () => refuse('track.no-grant', 403) })
    await wish()
    await soon(() => expect(part('missing')?.textContent).toContain('轨迹没有取全：查看轨迹须先填写事由'))
    expect(part('units')?.textContent).toContain('轨迹还没有取到')
    expect(part('no-tracks')).toBeNull()
  })

  it('counts stretches that cannot be read, and tells them', async () => {
    const broken = { unit: 2, body: Uint8Array.from([9, 9, 9, 9]) }
    const unnamed = { unit: 900, body: encodeChunk([]) ?? new Uint8Array(3) }
    await openReplay(0, { tracks: () => streamOf([...chunksOf(), broken, unnamed]) })
    await wish()
    await soon(() => expect(part('missing')?.textContent).toContain('有 2 段轨迹读不出来'))
    expect(useReplay().tracks.size).toBe(units.length)
  })
})

describe('the past beside the present', () => {
  it('is framed, dated and named as past in the title of the window; the present keeps its own clock and its feed', async () => {
    const { unmount } = await openReplay(3)
    expect(pageWord.value).toBe('时间回放')
    await begin()
    useReplay().goTo(start + 20 * MINUTE)
    await nextTick()
    expect(part('moment')?.textContent).toBe('过去2026年11月24日 周二13:29:00')
    expect(pageWord.value).toBe('过去 2026-11-24 13:29')
    expect(part('now')?.textContent).toContain('14:09:06')
    expect(document.querySelector('.replay-top .feed-badge')).toBeTruthy()
    const frame = getComputedStyle(document.querySelector('.replay-past') as Element)
    expect(Number.parseFloat(frame.borderTopWidth)).toBeGreaterThanOrEqual(4)
    unmount()
    expect(pageWord.value).toBe('')
  })

  it('keeps the alarm that presses now in sight and in hearing, with a key back to the desk and no move of its own', async () => {
    const { router } = await openReplay(3)
    expect(document.querySelector('.alarm-strip')).toBeNull()
    await begin()
    useAlarms().apply(anEvent({ kind: 'alarm.raised', body: { alarm: anAlarm() } } as never))
    await nextTick()
    const strip = document.querySelector('.alarm-strip')
    expect(strip?.textContent).toMatch(/无人应答.*到席位处理告警/)
    expect([...(strip?.querySelectorAll('button kbd') ?? [])].map((one) => one.textContent)).toEqual(['O', 'M'])
    expect(document.querySelector('.replay-past')?.contains(strip)).toBe(false)
    await press('a')
    expect(useAlarms().standing[0]?.state).toBe('raised')
    await press('o')
    await soon(() => expect(router.currentRoute.value.name).toBe('desk'))
  })

  it('tells of an event as much as the wall does: reasons, and how many imports at least', async () => {
    const task = aTask({ incidentId: 'incident-1', squadId: 'squad-gulin-1' })
    const offer = { id: 'offer-1', incidentId: 'incident-1', squadId: 'squad-gulin-1' }
    const imported = [1, 2, 3].map((seq) =>
      anEvent({
        seq,
        at: before(50 * MINUTE),
        kind: 'incident.imported',
        body: { incident: anIncident({ no: seq }) },
      } as never),
    )
    const declined = anEvent({
      ...{ seq: 9, at: before(40 * MINUTE), kind: 'offer.moved' },
      body: { move: 'decline', reason: '车辆故障', deviceAt: null, offer, task },
    } as never)
    await openReplay(0, { log: () => pageOf([...imported, declined]) })
    await begin()
    await press('{End}')
    await nextTick()
    expect(rows('log').map((row) => row.querySelector('p')?.textContent)).toEqual([
      expect.stringMatching(/古林一队 不接.*·车辆故障/),
      expect.stringMatching(/导入 上报 ≥ 3 件/),
    ])
  })
})
