import { encodeChunk } from '@lianqin/shared/track/track.codec'
import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { useAlarms } from '../src/alarm/alarm.store.ts'
import { notices } from '../src/kernel/notices.ts'
import { pageWord } from '../src/kernel/page-title.ts'
import { useReplay } from '../src/replay/replay.store.ts'
import { settled } from './desk.kit.ts'
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
  signIn,
  soon,
  start,
  startOf,
  streamOf,
  submit,
  useThatDay,
  wish,
} from './replay.kit.ts'
import { aSnapshot } from './snapshot.ts'

useThatDay()
const [first, second] = units.map(({ id }) => id)
const dialog = () => document.querySelector<HTMLElement>('[role="dialog"]')
const states = () => new Set(rows('units').map((row) => row.querySelector('button span')?.textContent?.trim()))
const stateOf = ({ logPart, tracksPart }: ReturnType<typeof useReplay>) => [logPart.state, tracksPart.state]

describe('an export', () => {
  it('is asked first, with whose tracks, which span and what reason; Esc lets it be', async () => {
    const { server } = await openReplay()
    await begin('复盘')
    await press('{Shift>}C{/Shift}')
    await soon(() =>
      expect(dialog()?.textContent).toMatch(/导出 CSV.*12 个小组.*2026-11-24 13:09 至 2026-11-24 14:10.*复盘/),
    )
    await press('{Escape}')
    await soon(() => expect(dialog()).toBeNull())
    expect(server.posted).toHaveLength(1)
  })

  it('is of the units that are shown, by name where they are few, and saved under the name of the server', async () => {
    const { server } = await openReplay()
    await begin('复盘')
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    for (const id of [first, second]) useReplay().choose(id ?? 'unit-none')
    await press('{Shift>}G{/Shift}')
    await soon(() => expect(dialog()?.textContent).toContain('古林一队、古林二队'))
    await press('{Enter}')
    await soon(() => expect(clicked).toHaveBeenCalledOnce())
    expect(server.posted[1]).toMatchObject({ purpose: 'gpx', reason: '复盘', unitIds: [first, second] })
    expect(server.asked.at(-1)).toContain('/track-exports/grant-2')
    expect(clicked.mock.contexts[0]).toHaveProperty('download', 'tracks-7.csv')
  })

  it.each([
    ['when it is asked for', { grant: 'second' }],
    ['when it is fetched', { grant: 'none' }],
  ] as const)('that the server refuses %s says why in its words, and nothing is saved', async (_, { grant }) => {
    const { server } = await openReplay(3)
    await begin()
    const granted = server.grant
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    server.grant = (body) => (grant === 'second' ? refuse('track.span-wrong', 422) : granted(body))
    server.file = () => refuse('track.no-grant', 403)
    await press('{Shift>}J{/Shift}')
    await soon(() => expect(dialog()).toBeTruthy())
    await press('{Enter}')
    await soon(() => expect(notices.value).toHaveLength(1))
    expect(notices.value[0]).toMatchObject({ tone: 'refused' })
    expect(notices.value[0]?.text).toContain(grant === 'second' ? '时段不合适' : '查看轨迹须先填写事由')
    expect(clicked).not.toHaveBeenCalled()
  })
})

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

describe('a replay and who looks at it', () => {
  it('is not offered to whom it is not due, and a refusal of the server is told in its words', async () => {
    const { server, unmount } = await openReplay(3, { role: 'viewer' })
    expect(document.querySelector('.replay-ask')).toBeNull()
    expect(document.body.textContent).toContain('您的岗位不能查看行踪')
    unmount()
    await openReplay(3, { grant: () => refuse('session.forbidden', 403) })
    await wish()
    await soon(() => expect(notices.value[0]?.text).toContain('您的岗位无权'))
    expect(part('moment')).toBeNull()
    expect(server.posted).toEqual([])
  })

  it('that is granted after its page was left is not shown to anybody', async () => {
    let grant = () => {}
    const late = (body: Record<string, unknown>) =>
      new Promise<Response>((resolve) => {
        const answer = {
          id: 'grant-9',
          unitIds: [],
          fromAt: body.from,
          toAt: body.to,
          purpose: 'replay',
          until: before(-1),
        }
        grant = () => resolve(Response.json(answer, { status: 201 }))
      })
    const { server, unmount } = await openReplay(3, { grant: late })
    await wish()
    await soon(() => expect(server.posted).toHaveLength(1))
    unmount()
    grant()
    await settled(100)
    expect(useReplay().grant).toBeNull()
    expect(useReplay().resumable).toBeNull()
    expect(server.asked.filter((path) => path.includes('/replay'))).toEqual([])
  })

  it('ends with the one who asked: nothing is left of it for the next, nor still on its way', async () => {
    const never = () => new Promise<Response>(() => {})
    const { server } = await openReplay(3, { tracks: never })
    await wish()
    await soon(() => expect(useReplay().logPart.state).toBe('complete'))
    signIn('dispatcher', 'person-next')
    const replay = useReplay()
    expect([replay.grant, replay.resumable, replay.lines.length, replay.tracks.size]).toEqual([null, null, 0, 0])
    expect(server.signals.at(-1)?.aborted).toBe(true)
    await nextTick()
    expect(document.querySelector('.replay-ask')).toBeTruthy()
    expect(document.body.textContent).not.toContain('投诉：到场太慢')
  })

  it('is left by Escape for the desk and by N for another stretch, and gone on with while it is granted', async () => {
    const { router, server } = await openReplay(3)
    await begin()
    const replay = useReplay()
    replay.goTo(start + 20 * MINUTE)
    await press('n')
    await nextTick()
    expect(replay.tracks.size).toBe(0)
    expect(part('left')?.textContent).toMatch(/刚才的回放：2026-11-24 13:09–14:10，事由：投诉：到场太慢/)
    part('left')?.querySelector('button')?.click()
    await soon(() => expect(replay.tracks.size).toBe(units.length))
    expect([replay.time, server.posted.length]).toEqual([start + 20 * MINUTE, 1])
    await press('{Escape}')
    await soon(() => expect(router.currentRoute.value.name).toBe('desk'))
  })

  it('of chosen units asks for these; “all” means all until one is ticked, and is taken back only by its own mark', async () => {
    const { server } = await openReplay(3)
    const [all, some] = document.querySelectorAll<HTMLInputElement>('.unit-choice [type="radio"]')
    await userEvent.click(all as HTMLInputElement)
    expect(all?.checked).toBe(true)
    const box = (id = '') => document.querySelector<HTMLInputElement>(`.unit-choice input[value="${id}"]`)
    await userEvent.click(box(second) as HTMLInputElement)
    expect([all?.checked, some?.checked]).toEqual([false, true])
    await userEvent.click(box(second) as HTMLInputElement)
    await userEvent.fill(document.querySelector('.replay-ask textarea') as HTMLTextAreaElement, '复盘')
    submit()
    await nextTick()
    expect(document.body.textContent).toContain('请至少选一个小组')
    expect(server.posted).toEqual([])
    // A force's own mark ticks all of its units, each of which stands there under its own name, once.
    const force = document.querySelector('.unit-choice__force')
    expect(force?.textContent?.trim()).toBe('古林')
    await userEvent.click(force?.querySelector('input') as HTMLInputElement)
    expect(rowsText()).toEqual(['古林一队', '古林二队'])
    submit()
    await soon(() => expect(server.posted[0]).toMatchObject({ unitIds: [first, second] }))
  })
  const rowsText = () =>
    [...document.querySelectorAll('.unit-choice__units :checked')].map((one) => one.parentElement?.textContent?.trim())
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
