import { type Device, type HeardDevice, standardTerminal } from '@lianqin/shared/device'
import type { Role } from '@lianqin/shared/person'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
import { openDesk, type Sent, serve, settled } from './desk.kit.ts'
import { before, MINUTE, NOW } from './fixtures.ts'
import { aSnapshot } from './snapshot.ts'

const aDevice = (n: number, over: Partial<HeardDevice> = {}): HeardDevice => ({
  id: `device-${n}`,
  protocol: 'osmand',
  name: `phone-${n}`,
  unitId: 'unit-gulin-1',
  areaId: 'area-gulin',
  crs: 'wgs84',
  terminal: null,
  state: 'active',
  version: 1,
  heardAt: before(4_000),
  taken: 128,
  refused: {},
  told: null,
  alarms: {},
  called: null,
  ...over,
})
const devices = [
  aDevice(1, {
    refused: { 'fix.jump': 2, 'unit.off-duty': 7 },
    told: { at: before(4_000), facts: { batteryPercent: 12, ignition: true, powerV: 24.1 } },
    alarms: { 'battery-low': before(2 * MINUTE), 'power-cut': before(50 * MINUTE) },
  }),
  aDevice(2, { protocol: 'jt808', name: '13000000002', terminal: standardTerminal, heardAt: before(30 * MINUTE) }),
  aDevice(3, { state: 'revoked', heardAt: null }),
]
const doubts = [
  {
    deviceId: 'device-1',
    unitId: 'unit-gulin-1',
    code: 'fix.jump',
    heardAt: before(4_000),
    at: before(5_000),
    accuracyM: 8,
    awayM: 1_234_500,
  },
]
const strangers = [{ protocol: 'osmand', name: 'abc…', source: '10.0.0.7', times: 3, heardAt: before(MINUTE) }]

let close = () => {}
let posted: Sent[] = []
/** What the server does with GET /devices, and how often it was asked. */
let answer: () => HeardDevice[] = () => devices
let asked = 0

async function open(role: Role = 'shift-lead') {
  posted = serve(({ method, path, body }) => {
    if (path === '/devices' && method === 'GET') {
      asked += 1
      return { devices: answer() }
    }
    if (path === '/devices/doubts') return { doubts }
    if (path === '/devices/strangers') return { strangers }
    if (path === '/devices') return { device: { ...aDevice(9), ...(body as Partial<Device>) }, secret: 'k3yk3yk3y' }
    const device = devices.find(({ id }) => path === `/devices/${id}/moves`)
    return device && { device, secret: body?.move === 'rotate' ? 'n3wn3wn3w' : null }
  })
  close = await openDesk(aSnapshot(0), role)
  await settled(50)
  await userEvent.keyboard(';')
  await expect.element(page.getByRole('dialog')).toBeVisible()
}
const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = () => document.querySelector('[role="dialog"]')?.textContent ?? ''

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW), shouldAdvanceTime: true })
  answer = () => devices
  asked = 0
  await page.viewport(1280, 720)
})
afterEach(() => {
  close()
  vi.useRealTimers()
  locale.value = 'zh-CN'
})

describe('the devices’ office', () => {
  it('opens by its key and says of each device what it is, when it was heard and what was refused', async () => {
    await open()
    await expect.element(page.getByText('phone-1')).toBeVisible()
    for (const said of [
      '13000000002',
      '采用 128',
      '离岗 7·跳动过大 2',
      '已停用',
      '3 台',
      '电池电量低 2′前·主电源断电 50′前',
      '电量 12%·供电 24.1 V·点火',
    ])
      expect(dialog()).toContain(said)
    await page.getByRole('checkbox', { name: '只看超过 10 min 没有消息的' }).click()
    await expect.poll(dialog).toContain('1 台')
    expect(dialog()).not.toContain('phone-1')
  })

  it('says what an empty district has, and whom to ask who may not keep devices', async () => {
    answer = () => []
    await open('dispatcher')
    await expect.poll(dialog).toContain('没有登记的设备')
    await button('登记设备').click({ force: true })
    expect(document.querySelector('.device-form')).toBeNull()
  })

  it('says that another terminal called with a number, and takes the new one’s ID from who keeps it', async () => {
    const bound = { ...standardTerminal, label: 'T000001' }
    const called = { label: 'T000002', at: before(3 * MINUTE) }
    answer = () => [aDevice(2, { protocol: 'jt808', name: '13000000002', terminal: bound, called })]
    await open()
    await expect.poll(dialog).toContain('ID 不符：来者 T000002，登记的是 T000001（3′前）')
    await button('变更 13000000002').click()
    const form = page.getByRole('form', { name: '变更 13000000002' })
    await form.getByRole('textbox').fill('T000002')
    await form.getByRole('button', { name: '保存' }).click()
    await expect
      .poll(() => posted.at(-1)?.body)
      .toMatchObject({ move: 'change', to: { terminal: { label: 'T000002' } } })
  })

  it('names the device on every button of its row', async () => {
    await open()
    for (const name of ['变更 phone-1', '换密钥 13000000002', '停用 phone-1'])
      await expect.element(button(name)).toBeVisible()
    await expect.element(button('停用 phone-3')).not.toBeInTheDocument()
  })

  it('a change can be left again, by button and by Esc, back to where it began', async () => {
    await open()
    for (const leave of [() => button('取消').click(), () => userEvent.keyboard('{Escape}')]) {
      await button('变更 13000000002').click()
      await expect.element(page.getByRole('form', { name: '变更 13000000002' })).toBeVisible()
      expect(document.querySelector('.device-form')?.contains(document.activeElement)).toBe(true)
      await leave()
      await expect.poll(() => document.querySelector('.device-form')).toBeNull()
      await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('变更 13000000002')
    }
    expect(document.querySelector('[role="dialog"]')).not.toBeNull()
    expect(posted).toEqual([])
  })

  it('a new phone is told its secret once, with the whole address for OsmAnd', async () => {
    await open()
    await button('登记设备').click()
    await page.getByLabelText('名称', { exact: true }).fill('phone-9')
    await page.getByRole('combobox', { name: '归属小组' }).selectOptions('unit-gulin-1')
    await page.getByRole('form').getByRole('button', { name: '登记设备' }).click()
    await expect.element(page.getByText('k3yk3yk3y', { exact: true })).toBeVisible()
    expect(posted.at(-1)?.body).toMatchObject({ protocol: 'osmand', name: 'phone-9', unitId: 'unit-gulin-1' })
    expect(dialog()).toContain(
      `${location.origin}/osmand/k3yk3yk3y?lat={0}&lon={1}&timestamp={2}&accuracy={3}&altitude={4}&speed_mps={5}&bearing={6}`,
    )
    await button('已记下').click()
    expect(dialog()).not.toContain('k3yk3yk3y')
  })

  it('after a failure says since when it is old, and why, until there is an answer again', async () => {
    await open()
    await expect.poll(dialog).toContain('14:09:06 读取')
    answer = () => {
      throw new TypeError('Failed to fetch')
    }
    await expect.poll(dialog, { timeout: 15_000 }).toContain('以下是 14:09:06 的情况，此后没有读到')
    expect(dialog()).toContain('phone-1')
    answer = () => devices
    await expect.poll(dialog, { timeout: 15_000 }).not.toContain('此后没有读到')
    await expect.poll(dialog).toMatch(/14:09:[1-5]\d 读取/)
  })

  it('never asks twice at once, however long an answer takes', async () => {
    const held: (() => void)[] = []
    await open()
    await expect.poll(() => asked).toBe(1)
    const through = globalThis.fetch
    globalThis.fetch = async (...request) => {
      const response = await through(...request)
      await new Promise<void>((resolve) => held.push(resolve))
      return response
    }
    await expect.poll(() => asked, { timeout: 15_000 }).toBe(2)
    await settled(11_000)
    expect(asked).toBe(2)
    globalThis.fetch = through
    for (const letGo of held) letGo()
    await expect.poll(() => asked, { timeout: 15_000 }).toBe(3)
  })

  it('tells what was not believed and who called unknown, each on its own leaf', async () => {
    await open()
    await page.getByRole('tab', { name: '未采用的位置' }).click()
    await expect.element(page.getByText('跳动过大')).toBeVisible()
    await expect.element(page.getByText('距上一可信位置 1234.5 km')).toBeVisible()
    await page.getByRole('tab', { name: '未登记的来访' }).click()
    await expect.element(page.getByText('10.0.0.7')).toBeVisible()
  })

  it.each(['zh-CN', 'en'] as const)('can be used by everybody: axe finds nothing serious (%s)', async (language) => {
    locale.value = language
    await open()
    const faults = async () => {
      const { violations } = await axe.run(document.body, { resultTypes: ['violations'] })
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, nodes[0]?.html])
    }
    await expect.element(page.getByText('phone-1')).toBeVisible()
    await button(language === 'en' ? 'Change 13000000002' : '变更 13000000002').click()
    await expect.element(page.getByRole('form')).toBeVisible()
    expect(await faults()).toEqual([])
    await userEvent.keyboard('{Escape}')
    for (const tab of page.getByRole('tab').elements().slice(1)) {
      await userEvent.click(tab)
      await settled(300)
      expect(await faults()).toEqual([])
    }
  })
})
