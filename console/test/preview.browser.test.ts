import type { Because } from '@lianqin/shared/offer'
import { soleSlot } from '@lianqin/shared/plan'
import type { Recommendation } from '@lianqin/shared/recommendation'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { effectScope, ref, shallowRef } from 'vue'
import { useDesk } from '../src/desk/desk.store.ts'
import { useDeskScene } from '../src/desk/scene.ts'
import { locale } from '../src/kernel/i18n.ts'
import { openDesk, type Sent, serve, settled, zone } from './desk.kit.ts'
import { anIncident, NOW } from './fixtures.ts'
import { aSnapshot } from './snapshot.ts'

const here = { areaZh: '古林', areaEn: 'Gulin' }
const why = (metres: number, minutes: number, ...more: Because[]): Because[] => [
  { code: 'area.empowered', params: here },
  { code: 'item.delegated', params: { matter: 'E0406' } },
  { code: 'position.live', params: { ageS: 4 } },
  { code: 'travel.estimated', params: { metres, minutes } },
  { code: 'load.free', params: {} },
  ...more,
]
const able = { competent: true, load: 0 }
const ranking: Recommendation = {
  incidentId: null,
  slot: soleSlot(1),
  at: NOW,
  mode: 'empowered',
  liaisonForceId: null,
  ranked: [
    {
      ...able,
      squadId: 'squad-gulin-2',
      unitId: 'unit-gulin-2',
      distanceM: 640,
      minutes: 2,
      why: why(640, 2, { code: 'idle.since', params: { minutes: 35 } }, { code: 'cover.left', params: { squads: 2 } }),
    },
    { ...able, squadId: 'squad-gulin-1', unitId: 'unit-gulin-1', distanceM: 1_100, minutes: 4, why: why(1_100, 4) },
  ],
  passedOver: [
    {
      squadId: 'squad-shiqi-1',
      unitId: 'unit-shiqi-1',
      competent: false,
      distanceM: 300,
      minutes: 1,
      load: 0,
      why: [
        { code: 'area.elsewhere', params: here },
        { code: 'item.none', params: { matter: 'E0406' } },
      ],
    },
    {
      ...able,
      squadId: 'squad-gulin-3',
      unitId: null,
      distanceM: null,
      minutes: null,
      why: [{ code: 'duty.off', params: {} }],
    },
  ],
  shortfalls: [],
}

const held: { close: () => void; posted: Sent[]; answer: object } = {
  close: () => {},
  posted: [],
  answer: { recommendations: [ranking] },
}
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
  await page.viewport(1920, 1080)
  held.answer = { recommendations: [ranking] }
  held.posted = serve(({ path, body }) => {
    if (path === '/recommendations') return held.answer
    if (path === '/incidents') return anIncident({ id: 'incident-900', no: 900, ...(body as object) })
    if (path.endsWith('/similar')) return { incidents: [] }
    return undefined
  })
  held.close = await openDesk(aSnapshot(0))
  await settled(50)
})
afterEach(() => {
  held.close()
  vi.useRealTimers()
  locale.value = 'zh-CN'
})

const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000 })
const preview = () => document.querySelector('.preview')?.textContent ?? ''
const asked = () => held.posted.filter(({ path }) => path === '/recommendations')
const AT = { lon: 121.33, lat: 29.81 }

/** Opens the form and chooses the matter; the place is left. */
async function chooseMatter() {
  await userEvent.keyboard('n')
  await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
  await userEvent.keyboard('e0406')
  await soon(() => expect(document.querySelector('.combo__item[data-highlighted]')?.textContent).toContain('占道经营'))
  await userEvent.keyboard('{Enter}')
  await settled(80)
}
/** A click on the map, as the map tells the desk of it. */
const clickMap = () => {
  useDesk().picked = { ...AT }
}

describe('while a report is being written', () => {
  it('who would go stands beside it as soon as matter and place are known, and nothing is filed by that', async () => {
    await chooseMatter()
    expect(asked()).toHaveLength(0)
    clickMap()
    await soon(() => expect(preview()).toContain('古林二队'))
    expect(asked()[0]?.body).toMatchObject({ matterId: 'matter-e0406', place: { ...AT, crs: 'wgs84' } })
    expect(held.posted.every(({ path }) => path === '/recommendations')).toBe(true)
    for (const said of ['640 m·约 2′', '古林赋权', 'E0406 已下放', '空闲', '已等 35′', '派后余 2 队'])
      expect(preview()).toContain(said)
  })

  it('a nearer squad without authority is listed as such; who is merely off duty is not in the way', async () => {
    await chooseMatter()
    clickMap()
    await soon(() => expect(preview()).toContain('石碶一队'))
    expect(preview()).toMatch(/无权·300 m·非古林队伍·对 E0406 无权/)
    expect(preview()).not.toContain('古林三队')
    locale.value = 'en'
    await soon(() => expect(preview()).toMatch(/not authorised·300 m·Not a squad of Gulin/))
  })

  it('names who would be called with the lead, and nobody twice', async () => {
    const slot = { ...soleSlot(1), part: 'member' as const, forces: ['force-emergency' as const] }
    const member: Recommendation = { ...ranking, slot: { ...slot, id: 'emergency' }, passedOver: [] }
    const shortfalls = [{ code: 'short.nobody-on-duty', params: { squads: 2 } }]
    const nobody: Recommendation = { ...member, slot: { ...slot, id: 'cordon' }, ranked: [], shortfalls }
    held.answer = { recommendations: [ranking, member, nobody] }
    await chooseMatter()
    clickMap()
    await soon(() => expect(preview()).toMatch(/协同.*古林一队.*1\.1 km·约 4′/))
    expect(document.querySelector('.preview__members')?.textContent).toContain('均已离岗')
  })

  it('three presses lead from the form to the dispatch: the matter, a click on the map, Enter', async () => {
    await chooseMatter()
    clickMap()
    await soon(() => expect(preview()).toContain('古林二队'))
    await soon(() => expect(document.activeElement?.closest('form')).not.toBeNull())
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(held.posted.at(-1)).toMatchObject({ path: '/incidents', body: { filed: true } }))
    await soon(() => expect(zone('form')).toBeNull())
    expect(preview()).toBe('')
  })

  it('what the server refuses is said, and does not stop the report', async () => {
    held.answer = { code: 'place.outside', params: {}, requestId: 'r1' }
    await chooseMatter()
    clickMap()
    await soon(() => expect(document.querySelector('.preview [role=status]')?.textContent).not.toBe(undefined))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(held.posted.at(-1)?.path).toBe('/incidents'))
  })
})

it('the map draws lines from the units that would come, before anything is committed', async () => {
  const scope = effectScope()
  const layers = ref({ units: true, cases: true, labels: true, fences: true })
  const scene = scope.run(() => useDeskScene(layers, shallowRef(ranking)))
  const desk = useDesk()
  expect(scene?.lines.value).toEqual([])
  desk.startReport()
  desk.draftPlace = AT
  // Who is near without the right to it lies underneath, marked as such.
  expect(scene?.lines.value).toMatchObject([
    { rank: null, unitId: 'unit-shiqi-1', barred: true, to: AT },
    { rank: 1, unitId: 'unit-gulin-2', to: AT },
    { rank: 2, unitId: 'unit-gulin-1', to: AT },
  ])
  desk.endReport()
  expect(scene?.lines.value).toEqual([])
  scope.stop()
})
