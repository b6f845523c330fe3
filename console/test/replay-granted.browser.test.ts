import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { notices } from '../src/kernel/notices.ts'
import { useReplay } from '../src/replay/replay.store.ts'
import { settled } from './desk.kit.ts'
import { units } from './district.ts'
import { before, MINUTE } from './fixtures.ts'
import { begin, openReplay, part, press, refuse, signIn, soon, start, submit, useThatDay, wish } from './replay.kit.ts'
import { aRequest } from './track-request.kit.ts'

useThatDay()
const [first, second] = units.map(({ id }) => id)
const dialog = () => document.querySelector<HTMLElement>('[role="dialog"]')

describe('an export', () => {
  it('is asked first, with whose tracks, which span and what reason; Esc lets it be', async () => {
    const { server } = await openReplay()
    await begin('复盘')
    useReplay().choose(first ?? 'unit-none')
    await press('{Shift>}C{/Shift}')
    await soon(() =>
      expect(dialog()?.textContent).toMatch(/导出 CSV.*古林一队.*2026-11-24 13:09 至 2026-11-24 14:10.*复盘/),
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
    useReplay().choose(first ?? 'unit-none')
    await press('{Shift>}J{/Shift}')
    await soon(() => expect(dialog()).toBeTruthy())
    await press('{Enter}')
    await soon(() => expect(notices.value).toHaveLength(1))
    expect(notices.value[0]).toMatchObject({ tone: 'refused' })
    expect(notices.value[0]?.text).toContain(grant === 'second' ? '时段不合适' : '查看轨迹须先填写事由')
    expect(clicked).not.toHaveBeenCalled()
  })
})

describe('an export that one person may not make alone', () => {
  const asks = () => {
    const asked: Record<string, unknown>[] = []
    const request = (body: Record<string, unknown> | null) => {
      if (body) asked.push(body)
      return Response.json(body ? aRequest(1) : { requests: [], told: [] })
    }
    return { asked, request }
  }

  it('says so before it is asked for, and asks for it with the reason that stands', async () => {
    const { asked, request } = asks()
    const { server } = await openReplay(3, { request })
    await begin('复盘')
    await press('{Shift>}C{/Shift}')
    await soon(() => expect(dialog()?.textContent).toMatch(/申请导出 CSV.*12 个小组.*复盘.*最多自行导出 3 个小组/))
    expect(dialog()?.textContent).toContain('须由值班长或中心负责人（另一人）同意')
    await press('{Enter}')
    await soon(() => expect(asked).toHaveLength(1))
    expect(asked[0]).toMatchObject({ purpose: 'csv', reason: '复盘', unitIds: units.map(({ id }) => id) })
    expect(server.posted).toHaveLength(1)
    await soon(() => expect(notices.value[0]?.text).toContain('同意后会提示您'))
  })

  it('is asked for too where the server alone knows that it is too much by now', async () => {
    const { asked, request } = asks()
    const { server } = await openReplay(3, { request })
    await begin('复盘')
    server.grant = () => refuse('track.second-needed', 409)
    useReplay().choose(first ?? 'unit-none')
    await press('{Shift>}G{/Shift}')
    await soon(() => expect(dialog()?.textContent).toContain('导出 GPX'))
    await press('{Enter}')
    await soon(() => expect(dialog()?.textContent).toMatch(/申请导出 GPX.*古林一队/))
    await settled(100)
    await press('{Enter}')
    await soon(() => expect(asked).toHaveLength(1))
    expect(asked[0]).toMatchObject({ purpose: 'gpx', unitIds: [first] })
    expect(notices.value.filter(({ tone }) => tone === 'refused')).toEqual([])
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
