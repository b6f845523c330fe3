import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { settled, zone } from './desk.kit.ts'
import { dialogText, few, firstChoice, soon, useDesk } from './desk-few.kit.ts'
import { aReference } from './district.ts'
import { anIncident } from './fixtures.ts'

const desk = useDesk()
const { open } = desk

describe('a report at the desk', () => {
  it('needs a matter and a place, both by typing, and is filed by Enter', async () => {
    await open(few())
    await userEvent.keyboard('n')
    await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await userEvent.keyboard('e0406')
    await soon(() => expect(firstChoice()).toContain('占道经营'))
    await userEvent.keyboard('{Enter}')
    await settled(80)
    await userEvent.keyboard('鼓楼')
    await soon(() => expect(firstChoice()).toContain('鼓楼站'))
    await userEvent.keyboard('{Enter}')
    await settled(80)
    await userEvent.keyboard('{Enter}')
    const filed = () => desk.posted.filter(({ path }) => path === '/incidents')
    await soon(() => expect(filed()).toHaveLength(1))
    expect(filed()[0]).toMatchObject({
      body: { matterId: 'matter-e0406', place: { crs: 'wgs84' }, address: '鼓楼站', filed: true, source: 'hotline' },
    })
    await soon(() => expect(zone('form')).toBeNull())
    expect(zone('pane')?.textContent).toContain('0900')
  })

  it('asks as what it is filed where a class has several conditions, each with its limit, and files the one chosen', async () => {
    await open(few())
    await userEvent.keyboard('n')
    await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await userEvent.keyboard('wsjg')
    await soon(() => expect(firstChoice()).toContain('污水井盖'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect((document.activeElement as HTMLInputElement).value).toBe('missing'))
    expect(zone('form')?.textContent).toMatch(/缺失\s*紧急工时 2 h.*破损\s*工时 4 h.*沉陷\s*5 个工作日/)
    const urgent = () => document.querySelector<HTMLInputElement>('.report [type=checkbox]')?.checked
    expect(urgent()).toBe(true)
    await userEvent.keyboard('{ArrowDown}')
    await soon(() => expect(urgent()).toBe(false))
    await userEvent.keyboard('{Enter}')
    await settled(80)
    await userEvent.keyboard('鼓楼')
    await soon(() => expect(firstChoice()).toContain('鼓楼站'))
    await userEvent.keyboard('{Enter}')
    await settled(80)
    await userEvent.keyboard('{Enter}')
    const filed = () => desk.posted.find(({ path }) => path === '/incidents')?.body
    await soon(() => expect(filed()).toBeDefined())
    expect(filed()).toMatchObject({ matterId: 'matter-c0102', conditionCode: 'broken', urgent: false })
  })

  it('is added to the case that it may repeat, or filed separately, by key before anybody is asked', async () => {
    const station = aReference().places.find(({ name }) => name.zh === '鼓楼站')
    const there = anIncident({ no: 45, ...(station && { lon: station.lon, lat: station.lat }) })
    await open({ ...few(), incidents: [there] })
    // The place is found by its initials, like the class.
    const write = async () => {
      await userEvent.keyboard('n')
      await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
      await userEvent.keyboard('zdjy')
      await soon(() => expect(firstChoice()).toContain('占道经营'))
      await userEvent.keyboard('{Enter}')
      await settled(80)
      await userEvent.keyboard('glz')
      await soon(() => expect(firstChoice()).toContain('鼓楼站'))
      await userEvent.keyboard('{Enter}')
      await settled(80)
      await userEvent.keyboard('{Enter}')
      await soon(() => expect(dialogText()).toContain('并入 0045'))
      await soon(() => expect(document.activeElement?.getAttribute('type')).toBe('radio'))
    }
    const sent = () => desk.posted.filter(({ path }) => path === '/incidents').map(({ body }) => body)
    await write()
    expect(sent()).toHaveLength(0)
    await userEvent.keyboard('2{Enter}')
    await soon(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]).toMatchObject({ duplicateOf: 'incident-45', reason: '与 0045 重复' })
    expect(sent()[0]).not.toHaveProperty('filed')
    await soon(() => expect(zone('pane')?.textContent).toContain('0045'))
    await write()
    // Enter pressed once too often files it.
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(sent()).toHaveLength(2))
    expect(sent()[1]).toMatchObject({ filed: true })
    expect(sent()[1]).not.toHaveProperty('duplicateOf')
  })

  it('goes on to the place by typing, also while a condition of the class is being chosen', async () => {
    await open(few())
    await userEvent.keyboard('n')
    await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await userEvent.keyboard('wsjg')
    await soon(() => expect(firstChoice()).toContain('污水井盖'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(document.activeElement?.getAttribute('type')).toBe('radio'))
    await userEvent.keyboard('2')
    expect((document.activeElement as HTMLInputElement).value).toBe('broken')
    await userEvent.keyboard('gulouzhan')
    await soon(() => expect(firstChoice()).toContain('鼓楼站'))
  })

  it('says what is missing, and Esc gives the keys back to the list', async () => {
    await open(few())
    await userEvent.keyboard('n')
    await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await userEvent.keyboard('{Enter}{Enter}{Enter}')
    await soon(() => expect(zone('form')?.textContent).toContain('请选事项'))
    expect(desk.posted).toHaveLength(0)
    await userEvent.keyboard('{Escape}')
    await soon(() => expect(zone('form')).toBeNull())
    expect(zone('pending')?.contains(document.activeElement)).toBe(true)
  })
})
