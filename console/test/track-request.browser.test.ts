import type { LoggedEvent } from '@lianqin/shared/events'
import type { Role } from '@lianqin/shared/person'
import type { TrackRequest } from '@lianqin/shared/track/request'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
import { dismiss, notices } from '../src/kernel/notices.ts'
import { usePresence } from '../src/presence/presence.store.ts'
import { useTrackRequests } from '../src/track/request.store.ts'
import { openDesk, type Sent, serve, settled } from './desk.kit.ts'
import { anEvent, before, HOUR, MINUTE, NOW } from './fixtures.ts'
import { aSnapshot } from './snapshot.ts'
import { aRequest } from './track-request.kit.ts'

let close = () => {}
let posted: Sent[] = []
let standing: TrackRequest[] = []

async function open(role: Role = 'shift-lead', opens = true) {
  posted = serve(({ method, path, body }) => {
    if (path === '/track-requests' && method === 'GET') return { requests: standing, told: [] }
    const request = standing.find(({ id }) => path === `/track-requests/${id}/moves`)
    if (!request) return undefined
    const state = body?.move === 'agree' ? 'agreed' : body?.move === 'refuse' ? 'refused' : 'withdrawn'
    return { ...request, state, decidedAt: NOW, decidedByTitle: '陈立', decision: body?.reason ?? null, version: 2 }
  })
  close = await openDesk(aSnapshot(0), role)
  useTrackRequests().replaceAll()
  await settled(50)
  if (!opens) return
  await userEvent.keyboard('"')
  await expect.element(page.getByRole('dialog')).toBeVisible()
}
const text = () => document.querySelector('.track-office')?.textContent ?? ''
const lineOf = (id: string) => document.querySelector(`[data-request="${id}"]`)?.textContent ?? ''
const badge = () => document.querySelector('.desk-top__tracks')?.getAttribute('title')
const moves = () => posted.map(({ path, body }) => [path, body?.move, body?.reason])

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW), shouldAdvanceTime: true })
  standing = [
    aRequest(1, { askedById: 'person-chen', askedByTitle: '陈立' }),
    aRequest(5),
    aRequest(30),
    aRequest(90, { state: 'refused', decidedByTitle: '周敏', decidedAt: before(80 * MINUTE), decision: '范围过大' }),
  ]
  await page.viewport(1280, 720)
})
afterEach(() => {
  close()
  for (const { id } of notices.value) dismiss(id)
  vi.useRealTimers()
  locale.value = 'zh-CN'
})

describe('a shift lead’s word on an export of tracks', () => {
  it('is called for above the desk; what waits longest stands first, one’s own stands apart', async () => {
    await open('shift-lead', false)
    await expect.poll(badge).toBe('导出待同意 2')
    await userEvent.keyboard('"')
    await expect.poll(text).toContain('等我决定')
    const order = [...document.querySelectorAll('[data-request]')].map((line) => line.getAttribute('data-request'))
    expect(order).toEqual(['request-30', 'request-5', 'request-1', 'request-90'])
    expect(lineOf('request-30')).toContain('古林一队、高桥一队')
    expect(lineOf('request-30')).toContain('事由：案件证据：占道经营群访')
    expect(lineOf('request-1')).not.toContain('同意G')
    expect(lineOf('request-90')).toContain('理由：范围过大')
  })

  it('is given by keys: agreed to after a question that says who, what and why', async () => {
    await open()
    await expect.poll(() => document.activeElement?.textContent).toContain('同意')
    await userEvent.keyboard('{Shift>}G{/Shift}')
    await expect.poll(() => document.body.textContent).toContain('林澄申请导出古林一队、高桥一队')
    await settled(100)
    await userEvent.keyboard('{Enter}')
    await expect.poll(moves).toEqual([['/track-requests/request-30/moves', 'agree', undefined]])
    await expect.poll(() => lineOf('request-30')).toContain('已同意')
    // The next that waits has the focus.
    await expect
      .poll(() => document.activeElement?.closest('[data-request]')?.getAttribute('data-request'))
      .toBe('request-5')
  })

  it('is refused with a reason alone', async () => {
    await open()
    await expect.poll(() => document.activeElement?.textContent).toContain('同意')
    await userEvent.keyboard('{Shift>}X{/Shift}')
    await expect.element(page.getByRole('dialog', { name: '不同意' })).toBeVisible()
    await settled(100)
    await userEvent.keyboard('1{Enter}')
    await expect.poll(moves).toEqual([['/track-requests/request-30/moves', 'refuse', '范围过大']])
  })

  it('is nobody else’s: a dispatcher sees what was asked, and decides nothing', async () => {
    await open('dispatcher')
    await expect.poll(() => lineOf('request-5')).toContain('等另一人同意')
    expect(text()).not.toContain('等我决定')
    expect([...document.querySelectorAll('.track-office button')].map((one) => one.textContent?.trim())).toEqual([
      '撤回',
    ])
  })
})

describe('whoever asked', () => {
  const told = (request: TrackRequest, move: string) =>
    useTrackRequests().apply(
      anEvent({
        kind: 'track.request-moved',
        body: { move, reason: null, deviceAt: null, request },
      } as Partial<LoggedEvent>),
    )
  const agreed = () =>
    aRequest(1, {
      ...{ askedById: 'person-chen', askedByTitle: '陈立', state: 'agreed', version: 2, grantId: 'grant-9' },
      ...{ decidedAt: NOW, decidedByTitle: '周敏', until: before(-12 * HOUR) },
    })

  it('is told wherever they are, and fetches the file', async () => {
    await open('dispatcher', false)
    told(agreed(), 'agree')
    expect(notices.value.map((notice) => notice.text)).toEqual(['周敏 已同意您的行踪导出，按 " 打开来取'])
    await expect.poll(badge).toBe('导出可取 1')
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    const asked: string[] = []
    globalThis.fetch = async (input) => {
      asked.push(String(input))
      return String(input).includes('/track-exports/')
        ? new Response('x', { headers: { 'content-disposition': 'attachment; filename="tracks_a.gpx"' } })
        : Response.json({ requests: [], told: [] })
    }
    await userEvent.keyboard('"')
    await expect.poll(() => document.activeElement?.textContent).toContain('取文件')
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => clicked.mock.contexts[0]).toHaveProperty('download', 'tracks_a.gpx')
    expect(asked).toContain('/api/v1/track-exports/grant-9')
    clicked.mockRestore()
  })

  it('reads why it was refused, and that it has lapsed; older word does not come back', async () => {
    await open('dispatcher', false)
    told({ ...agreed(), state: 'refused', decision: '范围过大', version: 3 }, 'refuse')
    told({ ...agreed(), id: 'request-2', state: 'lapsed' }, 'lapse')
    expect(notices.value.map((notice) => notice.text)).toEqual([
      '周敏 未同意您的行踪导出：范围过大',
      '您的行踪导出申请已失效',
    ])
    useTrackRequests().apply(
      anEvent({
        kind: 'track.asked',
        body: { request: aRequest(1, { askedById: 'person-chen' }) },
      } as Partial<LoggedEvent>),
    )
    expect(useTrackRequests().own.find(({ id }) => id === 'request-1')?.state).toBe('refused')
  })
})

describe('the office of tracks', () => {
  it.each([
    ['zh-CN', 'dark'],
    ['zh-CN', 'light'],
    ['en', 'dark'],
    ['en', 'light'],
  ] as const)('in %s, %s, has every word, and axe finds nothing serious', async (language, theme) => {
    locale.value = language
    standing.push(
      aRequest(2, {
        ...{ askedById: 'person-chen', askedByTitle: '陈立', state: 'fetched', fetches: 1, version: 3 },
        ...{ decidedAt: before(MINUTE), decidedByTitle: '周敏', until: before(-11 * HOUR), grantId: 'grant-1' },
      }),
    )
    await open()
    document.documentElement.dataset.theme = theme
    usePresence().views = [1, 2, 3].map((n) => ({
      ...{ id: `view-${n}`, grantId: `grant-${n}`, squadId: 'squad-gulin-1', areaId: 'area-gulin' },
      ...{ unitIds: ['unit-gulin-1'], fromAt: before(3 * HOUR), toAt: before(HOUR), viewedById: 'person-lin' },
      ...{
        purpose: n === 2 ? 'csv' : 'replay',
        reason: '核实到场时间',
        viewedAt: before(n * MINUTE),
        viewedByTitle: '林澄',
      },
    })) as never
    await settled(300)
    if (import.meta.env.VITE_SHOTS)
      await page.screenshot({ path: `${import.meta.env.VITE_SHOTS}/track-office-${language}-${theme}.png` })
    expect(document.body.textContent).not.toMatch(/track-request\/|presence\/|undefined|\{\w+\}/)
    const dialog = document.querySelector('[role="dialog"]') as HTMLElement
    expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth)
    const { violations } = await axe.run(dialog, { resultTypes: ['violations'] })
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
  })
})
