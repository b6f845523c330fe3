import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { settled, zone } from './desk.kit.ts'
import { few, firstChoice, soon, useDesk } from './desk-few.kit.ts'

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
