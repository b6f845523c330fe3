import type { Incident } from '@lianqin/shared/incident'
import type { Snapshot } from '@lianqin/shared/wall'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { useDesk } from '../src/desk/desk.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { buttonsIn, openDesk, rowsOf, type Sent, serve, settled, zone } from './desk.kit.ts'
import { anIncident, before, HOUR, MINUTE, NOW } from './fixtures.ts'
import { aCaseFile, aSnapshot } from './snapshot.ts'

let close = () => {}
let posted: Sent[] = []
let asked: string[] = []
const far = anIncident({ no: 71, state: 'closed', closedAt: before(HOUR), description: '第一位来电人' })
const near = anIncident({ no: 72, matterId: 'matter-e0407', state: 'dispatched' })
let linked: { repeats: Incident[]; linked: Incident[] } = { repeats: [], linked: [] }
async function open(snapshot: Snapshot, role: Parameters<typeof openDesk>[1] = 'dispatcher') {
  asked = []
  posted = serve(({ method, path }) => {
    asked.push(path)
    if (path.includes('/recommendation')) return undefined
    if (path.startsWith('/incidents/around'))
      return {
        cases: [
          { incident: near, metres: 40 },
          { incident: far, metres: 120 },
        ],
        more: false,
      }
    if (path.endsWith('/similar')) return { incidents: [] }
    const [, , id] = path.split('/')
    const incident = [...snapshot.incidents, far, near].find((one) => one.id === id)
    if (method === 'GET') return incident && aCaseFile(incident, linked)
    return incident && { ...incident, version: incident.version + 1 }
  })
  close = await openDesk(snapshot, role)
  await settled(50)
}
const some = (...more: Incident[]) => aSnapshot(0, { incidents: [anIncident({ no: 1 }), ...more] })

const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000 })
const dialog = () => document.querySelector('[role="dialog"]')?.textContent ?? ''
const lastAround = () => asked.findLast((path) => path.startsWith('/incidents/around'))
const text = (name: string) => zone(name)?.textContent ?? ''
const press = (combo: string) => userEvent.keyboard(`{Shift>}${combo}{/Shift}`)
const button = (move: string) => buttonsIn('[data-zone="pane"]').find((one) => one.dataset.move === move)

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
  await page.viewport(1920, 1080)
  linked = { repeats: [], linked: [] }
})
afterEach(() => {
  close()
  vi.useRealTimers()
  locale.value = 'zh-CN'
})

describe('around a case', () => {
  it('stands what is open or was reported lately, nearest first, by one key; digits say how far and how long', async () => {
    await open(some())
    await userEvent.keyboard('1')
    await press('f')
    await soon(() => expect(text('around')).toMatch(/40 m.*0072.*店外经营.*120 m.*0071.*占道经营.*同类/s))
    expect(lastAround()).toContain('crs=wgs84&metres=200&hours=24')
    await userEvent.keyboard('35')
    await soon(() => expect(lastAround()).toContain('metres=500&hours=168'))
    expect(text('around')).toMatch(/附近队伍.*古林一队/s)
  })

  it('is walked by the arrows, gone into by Enter and left by Esc', async () => {
    await open(some())
    await userEvent.keyboard('1')
    await press('f')
    await soon(() => expect(text('around')).toContain('0071'))
    await userEvent.keyboard('{Escape}')
    await soon(() => expect(zone('around')).toBeNull())
    expect(text('pane')).toContain('0001')
    await press('f')
    await soon(() => expect(text('around')).toContain('0071'))
    await userEvent.keyboard('jj{Enter}')
    await soon(() => expect(text('pane')).toContain('0071'))
  })

  it('is where a duplicate is found: the case is voided as one of the chosen', async () => {
    await open(some())
    await userEvent.keyboard('1')
    await press('f')
    await soon(() => expect(text('around')).toContain('0071'))
    await userEvent.keyboard('jjg')
    await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(posted).toHaveLength(1))
    expect(posted[0]?.body).toMatchObject({ move: 'void', duplicateOf: 'incident-71' })
  })

  it('may be around a spot on the map instead', async () => {
    await open(some())
    await press('f')
    await soon(() => expect(text('around')).toContain('在地图上点一处'))
    useDesk().around = { lon: 121.4, lat: 29.8 }
    await soon(() => expect(text('around')).toContain('0072'))
    expect(lastAround()).toContain('lon=121.4000000&lat=29.8000000')
  })
})

describe('cases that have to do with each other', () => {
  it('show the reports merged in with what each said, and lead there', async () => {
    const repeat = anIncident({
      no: 5,
      state: 'void',
      duplicateOf: 'incident-1',
      source: 'video',
      description: '探头报警',
    })
    linked = { repeats: [repeat], linked: [] }
    await open(some(repeat))
    await userEvent.keyboard('1')
    await soon(() => expect(text('pane')).toMatch(/并入上报.*0005.*视频.*探头报警/s))
    await userEvent.click(document.querySelector('.linked__case') as HTMLElement)
    await soon(() => expect(text('pane')).toContain('0005'))
  })

  it('are told apart again where a void one repeats another', async () => {
    const repeat = anIncident({ no: 1, state: 'void', duplicateOf: 'incident-71', closedAt: before(MINUTE) })
    linked = { repeats: [], linked: [far] }
    await open(aSnapshot(0, { incidents: [repeat] }))
    await userEvent.keyboard('5')
    await soon(() => expect(text('pane')).toMatch(/原案卷.*0071/s))
    await press('v')
    await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await userEvent.keyboard('1{Enter}')
    await soon(() => expect(posted[0]?.body).toMatchObject({ move: 'unmerge', reason: '不是同一件事' }))
  })

  it('belong to a major incident by key, which lists its parts', async () => {
    const major = anIncident({ no: 2, major: true, dueAt: before(-9 * HOUR) })
    await open(some(major))
    expect(rowsOf('pending')[1]?.textContent).toContain('重大')
    await userEvent.keyboard('1')
    await press('k')
    await soon(() => expect(dialog()).toContain('0002'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(posted).toHaveLength(1))
    expect(posted[0]).toMatchObject({
      path: '/incidents/incident-1/amendments',
      body: { partOf: 'incident-2', version: 1 },
    })
    linked = { repeats: [], linked: [anIncident({ no: 3, partOf: 'incident-2' })] }
    await userEvent.keyboard('{Escape}1{ArrowDown}')
    await soon(() => expect(text('pane')).toMatch(/下属案卷.*0003/s))
    await soon(() => expect(button('incident.part-of')).toMatchObject({ title: '本身就是重大案件' }))
  })

  it('are made major and urgent by key, and only by those who dispatch', async () => {
    await open(some())
    await userEvent.keyboard('1')
    await press('j')
    await soon(() => expect(posted[0]?.body).toEqual({ major: true, version: 1 }))
    await press('i')
    await soon(() => expect(posted[1]?.body).toMatchObject({ urgent: true }))
    close()
    await open(some(), 'viewer')
    await userEvent.keyboard('1')
    await soon(() => expect(button('incident.major')).toMatchObject({ ariaDisabled: 'true' }))
  })
})

it.each(['zh-CN', 'en'] as const)(
  'what is around can be used by everybody: axe finds nothing serious (%s)',
  async (language) => {
    locale.value = language
    await open(some())
    await userEvent.keyboard('1')
    await press('f')
    await soon(() => expect(text('around')).toContain('0071'))
    await userEvent.keyboard('j')
    const { violations } = await axe.run(document.body, { resultTypes: ['violations'] })
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200))])).toEqual([])
  },
)
