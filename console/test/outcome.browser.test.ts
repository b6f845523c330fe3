import type { EnforcementItem } from '@lianqin/shared/item'
import type { CaseLead } from '@lianqin/shared/lead'
import type { Photo } from '@lianqin/shared/photo'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
import { openDesk, type Sent, serve, settled } from './desk.kit.ts'
import { anIncident, before, MINUTE, NOW } from './fixtures.ts'
import { aCaseFile, aSnapshot } from './snapshot.ts'

const items = [
  {
    id: 'item-s019',
    code: 'S019',
    name: { zh: '占道摆卖', en: 'Trading in streets' },
    track: 'fast',
    firstOffence: true,
  },
  {
    id: 'item-s003',
    code: 'S003',
    name: { zh: '违法建设', en: 'Illegal building' },
    track: 'ordinary',
    firstOffence: false,
  },
].map(
  (item) =>
    ({
      line: 'L02',
      basis: '',
      departmentId: 'force-city',
      delegatedTo: [],
      exercised: true,
      lists: [],
      ...item,
    }) as EnforcementItem,
)

const aLead = (over: Partial<CaseLead> = {}): CaseLead => ({
  id: 'lead-1',
  no: 12,
  incidentId: 'incident-2',
  areaId: 'area-gulin',
  itemId: 'item-s019',
  catalogueVersion: 1,
  subjectId: 'force-gulin',
  photoIds: ['photo-1'],
  partyId: 'party-1',
  partyKind: 'organisation',
  state: 'taken',
  openedAt: NOW,
  openedById: null,
  openedByTitle: '陈立',
  takenAt: NOW,
  takenByTitle: '周敏',
  decideBy: '2027-02-22T06:09:06.000Z',
  returnedFor: null,
  decidedAt: null,
  version: 2,
  ...over,
})
const aPhoto: Photo = {
  id: 'photo-1',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  stage: 'handling',
  type: 'image/jpeg',
  bytes: 2048,
  sha256: 'a'.repeat(64),
  addedAt: NOW,
  addedById: null,
  addedByTitle: '王宁',
  squadId: 'squad-gulin-1',
}
const over = { state: 'closed', outcome: 'violation', closedAt: before(MINUTE), handledAt: before(2 * MINUTE) } as const
const incidents = [
  anIncident({ no: 1, state: 'handled', handledAt: before(MINUTE) }),
  anIncident({ no: 2, ...over }),
  anIncident({ no: 3, ...over }),
]
const second = { code: 'decision.second-offence', params: { no: 7, on: '2026-08-01', days: 365 }, requestId: 'r1' }

let close = () => {}
let posted: Sent[] = []
async function open(role: Parameters<typeof openDesk>[1]) {
  posted = serve(({ method, path }) => {
    const [, , id] = path.split('/')
    const incident = incidents.find((one) => one.id === id)
    if (path.startsWith('/catalogue')) return { items, matters: [], version: 1 }
    if (path === '/audit/not-filed') return { incidents: incidents.slice(2), total: 1, next: null }
    if (path === '/leads')
      return { leads: [{ ...aLead(), incidentNo: 2, party: { kind: 'organisation', name: '海曙**店' } }] }
    if (path.startsWith('/leads/') && method === 'GET')
      return {
        lead: aLead(),
        note: '占道',
        party: { kind: 'organisation', name: '海曙**店' },
        incident,
        photos: [],
        decision: null,
        decisionNote: null,
      }
    if (path.endsWith('/decisions')) return second
    if (path === '/officers') return { officers: [] }
    if (path.endsWith('/similar')) return { incidents: [] }
    if (method === 'POST') return incident && { ...incident, version: incident.version + 1 }
    const lead = id === 'incident-2' ? aLead() : null
    return incident && aCaseFile(incident, { photos: id === 'incident-1' ? [aPhoto] : [], lead })
  })
  close = await openDesk(aSnapshot(0, { incidents }), role)
  await settled(50)
}
const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000 })
const dialog = () => document.querySelector('[role="dialog"]')
const outcome = () => document.querySelector('.outcome')?.textContent ?? ''
async function choose(no: string) {
  await userEvent.keyboard('9')
  await soon(() => expect(dialog()?.textContent).toContain(no))
  await userEvent.click(
    [...(dialog()?.querySelectorAll('.office__list button') ?? [])].find((one) =>
      one.textContent?.includes(no),
    ) as Element,
  )
  await soon(() => expect(document.querySelector('[data-zone="pane"]')?.textContent).toContain(no))
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
  await page.viewport(1920, 1080)
})
afterEach(() => {
  close()
  vi.useRealTimers()
  locale.value = 'zh-CN'
})

describe('what a case ends in', () => {
  it('goes to the case centre by key, with its pictures in sight, and closes in the same step', async () => {
    await open('dispatcher')
    await userEvent.keyboard('2{Enter}')
    await soon(() => expect(outcome()).toContain('照片 1'))
    await userEvent.keyboard('.')
    await soon(() => expect(dialog()?.textContent).toContain('结案并移送案源'))
    await userEvent.fill(dialog()?.querySelector('input') as Element, 'S003')
    await userEvent.keyboard('{Enter}')
    await userEvent.fill(dialog()?.querySelector('textarea') as Element, '当场取证')
    await userEvent.click(dialog()?.querySelector('button[type=submit]') as Element)
    await soon(() => expect(posted).toHaveLength(1))
    expect(posted[0]).toMatchObject({
      path: '/incidents/incident-1/moves',
      body: { move: 'close', outcome: 'violation', lead: { itemId: 'item-s003', note: '当场取证' } },
    })
  })

  it('is counted in the top bar while it is owed, and the case says so', async () => {
    await open('dispatcher')
    await soon(() => expect(document.querySelector('.not-filed-count')?.textContent).toContain('未移送 1'))
    await choose('0003')
    await soon(() => expect(outcome()).toContain('未移送案源，也未说明理由'))
    await userEvent.keyboard(',')
    await soon(() => expect(dialog()?.textContent).toContain('不移送，说明理由'))
    await userEvent.fill(dialog()?.querySelector('input, textarea') as Element, '情节轻微')
    await userEvent.keyboard('{Enter}')
    await soon(() =>
      expect(posted.at(-1)).toMatchObject({ path: '/incidents/incident-3/no-lead', body: { reason: '情节轻微' } }),
    )
  })

  it('is decided on by who may, and a second offence is refused in words that name the first', async () => {
    await open('shift-lead')
    await choose('0002')
    await soon(() => expect(outcome()).toContain('案源 12·办理中'))
    await userEvent.keyboard('c')
    await soon(() => expect(dialog()?.textContent).toContain('海曙**店'))
    const [waiver] = dialog()?.querySelectorAll('input[type=radio]') ?? []
    await userEvent.click(waiver as Element)
    expect(dialog()?.textContent).toContain('请确认危害轻微、已及时改正')
    for (const box of dialog()?.querySelectorAll('input[type=checkbox]') ?? []) await userEvent.click(box)
    await userEvent.fill(dialog()?.querySelector('textarea') as Element, '初次')
    await userEvent.click(dialog()?.querySelector('button[type=submit]') as Element)
    await soon(() => expect(dialog()?.textContent).toContain('已有第 7 号决定（2026-08-01）'))
    locale.value = 'en'
    await soon(() => expect(dialog()?.textContent).toContain('What is decided'))
  })

  it('offers no decision to a dispatcher, and says what the fine may not be on the spot before it is sent', async () => {
    await open('dispatcher')
    await choose('0002')
    await soon(() => expect(outcome()).toContain('案源 12'))
    expect(outcome()).not.toContain('作出决定')
    close()
    await open('shift-lead')
    await choose('0002')
    await soon(() => expect(outcome()).toContain('作出决定'))
    await userEvent.keyboard('c')
    await soon(() => expect(dialog()?.textContent).toContain('当场处罚上限：单位 3,000 元'))
    const radios = [...(dialog()?.querySelectorAll('.radio-list__one') ?? [])]
    await userEvent.click(radios.find((one) => one.textContent?.includes('简易'))?.querySelector('input') as Element)
    const [fine] = [...(dialog()?.querySelectorAll('input:not([type=radio])') ?? [])]
    await userEvent.fill(fine as Element, '3000.01')
    await soon(() => expect(dialog()?.textContent).toContain('罚款 3,000.01 元超过当场处罚上限 3,000 元'))
    const { violations } = await axe.run(dialog() as Element, { runOnly: ['wcag2a', 'wcag2aa'] })
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
  })
})
