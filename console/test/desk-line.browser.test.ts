import { afterEach, describe, expect, it } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { useDesk as useDeskStore } from '../src/desk/desk.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { notices } from '../src/kernel/notices.ts'
import { settled, zone } from './desk.kit.ts'
import { dialogText, few, soon, useDesk } from './desk-few.kit.ts'
import { jointSlots } from './district.ts'
import { anIncident, anOffer, aTask, before, HOUR } from './fixtures.ts'
import { aSnapshot } from './snapshot.ts'

const desk = useDesk()
const { open } = desk
const field = () => document.querySelector<HTMLInputElement>('.line__field') as HTMLInputElement
const told = () => document.querySelector('.told')?.textContent?.trim() ?? ''
const result = () => document.querySelector('.line__result')?.textContent?.trim() ?? ''
const proposals = () =>
  [...document.querySelectorAll('.line [role="option"] .options__name')].map((one) => one.textContent)
const marked = () => document.querySelector('.line [role="option"][aria-selected="true"]')?.textContent ?? ''
const type = (text: string) => userEvent.fill(field(), text)
/** Opens the line by its key and types into it. */
async function say(text: string) {
  await userEvent.keyboard('/')
  await type(text)
}
afterEach(() => sessionStorage.clear())

describe('dispatch by the line', () => {
  it('says what it will do, does it with one request, says what it did, and keeps the keys', async () => {
    await open(few())
    await say('派 古林一队 0001')
    await soon(() => expect(told()).toMatch(/将派 0001 占道经营 给 古林一队；应答时限 2:00；逾时改派 高桥一队/))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(result()).toBe('0001 已派给 古林一队'))
    const [offer] = desk.posted.filter(({ path }) => path.endsWith('/offers'))
    expect(offer).toMatchObject({
      path: '/incidents/incident-1/offers',
      body: { squadIds: ['squad-gulin-1'], version: 1 },
    })
    expect(field().value).toBe('')
    expect(document.activeElement).toBe(field())
    // It is said in the line and nowhere else; the case on the screen is still the one that was chosen.
    expect(notices.value).toEqual([])
    expect(useDeskStore().caseId).toBeNull()
  })

  it('does so in English, with English words on the screen', async () => {
    locale.value = 'en'
    await open(few())
    await say('assign Gulin 1 0001')
    await soon(() =>
      expect(told()).toMatch(/Offers 0001 Street trading to Gulin 1; answer within 2:00; then Gaoqiao 1 is asked/),
    )
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(result()).toBe('0001 offered to Gulin 1'))
    expect(document.querySelector('.line')?.textContent).not.toMatch(/\p{sc=Han}/u)
  })

  it('takes the nth of the recommendation by its digit, and says that it was not the first', async () => {
    await open(few())
    await say('as 0001 2')
    await soon(() => expect(told()).toContain('给 高桥一队'))
    expect(told()).toContain('推荐第 2，首选 古林一队')
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(desk.posted.at(-1)?.body).toMatchObject({ squadIds: ['squad-gaoqiao-1'] }))
  })

  it('means the selected case where none is named', async () => {
    await open(few())
    await userEvent.keyboard('1{ArrowDown}')
    await say('派 1')
    await soon(() => expect(told()).toMatch(/将派 0001 占道经营 给 古林一队/))
  })

  it('asks before it takes an offer away, and gives the keys back either way', async () => {
    const incidents = [anIncident({ no: 1, state: 'dispatched' })]
    const offers = [anOffer({ squadId: 'squad-gulou-1', taskId: 'task-1' })]
    await open(aSnapshot(0, { incidents, offers, tasks: [aTask({ state: 'offered' })] }))
    await say('派 古林一队 0001')
    await soon(() => expect(told()).toContain('撤回 鼓楼一队 的派单'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(dialogText()).toContain('现已派给 鼓楼一队'))
    await userEvent.keyboard('{Escape}')
    await soon(() => expect(result()).toBe('未执行'))
    expect(desk.posted).toEqual([])
    expect(field().value).toBe('派 古林一队 0001')
    await soon(() => expect(document.activeElement).toBe(field()))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(dialogText()).toContain('现已派给 鼓楼一队'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(result()).toBe('0001 已派给 古林一队'))
    await soon(() => expect(document.activeElement).toBe(field()))
  })
})

describe('completion', () => {
  it('finds squads by their sound, and Tab takes one after the other', async () => {
    await open(few())
    await say('派 glyd')
    await soon(() => expect(proposals()).toEqual(['古林一队', '鼓楼一队']))
    expect(marked()).toContain('古林一队')
    await userEvent.keyboard('{Tab}')
    expect(field().value).toBe('派 古林一队 ')
    await userEvent.keyboard('{Tab}')
    expect(field().value).toBe('派 鼓楼一队 ')
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
    expect(field().value).toBe('派 古林一队 ')
  })

  it('proposes the recommended squads first, with what one compares them by', async () => {
    await open(few())
    await say('派 0001 ')
    await soon(() => expect(proposals().slice(0, 3)).toEqual(['古林一队', '高桥一队', '鼓楼一队']))
    expect(marked()).toContain('1.1 km')
  })

  it('points by arrows, takes what is pointed at by Enter, and tells a reader aloud which it is', async () => {
    await open(few())
    await say('派 古')
    await soon(() => expect(proposals()[0]).toBe('古林一队'))
    expect(field().getAttribute('aria-activedescendant')).toBeNull()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    const pointed = document.getElementById(field().getAttribute('aria-activedescendant') ?? '')
    expect(pointed?.textContent).toContain('古林二队')
    await userEvent.keyboard('{Enter}')
    expect(field().value).toBe('派 古林二队 ')
    expect(desk.posted).toEqual([])
  })

  it('lets Tab go on where there is nothing to complete', async () => {
    await open(few())
    await userEvent.keyboard('/{Tab}')
    expect(document.activeElement).not.toBe(field())
  })
})

describe('a refusal', () => {
  it.each([
    ['派 石碶一队 0001', /石碶一队 对本案无权：非古林队伍/],
    ['派 古林一队 0099', /没有 0099 号案卷/],
    ['派 古 0001', /“古”可指 古林一队、古林二队/],
    ['派 0003 古林一队', /已由 古林二队 接单/],
    ['状态 古林二队 到场', /须由队长办理/],
    ['派', /还差案卷/],
    ['派 0001', /还差队伍/],
    ['召回 0001', /没有任务/],
  ])('of “%s” says why, and asks the server nothing', async (line, why) => {
    await open(few())
    await say(line)
    await settled(400)
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(result()).toMatch(why))
    expect(desk.posted).toEqual([])
    expect(field().value).toBe(line)
  })

  it('of the server stands there in its words, and the line can be mended', async () => {
    await open(few())
    const answer = globalThis.fetch
    globalThis.fetch = async (input, init) =>
      String(input).endsWith('/offers')
        ? Response.json({ code: 'offer.off-duty', params: {}, requestId: 'r1' }, { status: 409 })
        : answer(input, init)
    await say('派 古林一队 0001')
    await soon(() => expect(told()).toContain('将派'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(result()).toBe('该队伍已离岗，请改派在岗队伍。'))
    expect(field().value).toBe('派 古林一队 0001')
  })
})

describe('the line', () => {
  it('runs the steps of the desk, with the reason that was said along', async () => {
    await open(few())
    await say('召回 0003 迟迟未出发')
    await soon(() => expect(told()).toMatch(/0003 占道经营：召回改派 古林二队（途中）；.*理由：迟迟未出发/))
    await userEvent.keyboard('{Enter}')
    await soon(() =>
      expect(desk.posted.at(-1)).toMatchObject({
        path: '/tasks/task-1/moves',
        body: { move: 'recall', reason: '迟迟未出发', version: 1 },
      }),
    )
    await soon(() => expect(result()).toContain('0003 已召回改派'))
  })

  it('asks for the reason that was not said, as the key does', async () => {
    await open(few())
    await say('召回 古林二队')
    await soon(() => expect(told()).toContain('回车后填理由'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(dialogText()).toContain('召回改派'))
    await userEvent.keyboard('1{Enter}')
    await soon(() => expect(desk.posted.at(-1)?.body).toMatchObject({ move: 'recall' }))
    await soon(() => expect(document.activeElement).toBe(field()))
  })

  it('keeps what was typed: the arrows bring it back, begun words only what begins like them', async () => {
    await open(few())
    for (const line of ['状态 0003', '状态 古林二队']) {
      await say(line)
      await userEvent.keyboard('{Enter}')
      await soon(() => expect(field().value).toBe(''))
    }
    await say('派 古林一队 0001')
    await userEvent.keyboard('{Escape}')
    expect(field().value).toBe('')
    await userEvent.keyboard('/{ArrowUp}')
    expect(field().value).toBe('派 古林一队 0001')
    await userEvent.keyboard('{ArrowUp}{ArrowUp}')
    expect(field().value).toBe('状态 0003')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
    expect(field().value).toBe('')
    await type('状态')
    await userEvent.keyboard('{ArrowUp}')
    expect(field().value).toBe('状态 古林二队')
    expect(sessionStorage.getItem('lianqin.line')).toContain('person-chen')
  })

  it('leaves the keys of the desk alone, and gives the focus back to where it was', async () => {
    await open(few())
    await userEvent.keyboard('2{Enter}')
    await soon(() => expect(useDeskStore().zone).toBe('pane'))
    await userEvent.keyboard('/n1')
    expect(field().value).toBe('n1')
    expect(useDeskStore().reporting).toBe(false)
    await userEvent.keyboard('{Escape}')
    await soon(() => expect(useDeskStore().zone).toBe('pane'))
    await userEvent.keyboard(':')
    expect(document.activeElement).toBe(field())
  })

  it('does not take the Enter of an input method for its own', async () => {
    await open(few())
    await userEvent.keyboard('/')
    const session = cdp() as unknown as { send: (name: string, params: object) => Promise<unknown> }
    await session.send('Input.imeSetComposition', { text: 'zhuangtai', selectionStart: 9, selectionEnd: 9 })
    const press = { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 }
    await session.send('Input.dispatchKeyEvent', press)
    expect(result()).toBe('')
    await session.send('Input.insertText', { text: '状态' })
    expect(field().value).toBe('状态')
    // Composed to the end, the next Enter is the line's.
    await session.send('Input.insertText', { text: ' 0003' })
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(result()).toMatch(/0003 占道经营 已派遣/))
  })

  it('goes to a case by its number alone, to a place by its sound, and to coordinates only with their datum', async () => {
    await open(few())
    await say('0003')
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(zone('pane')?.textContent).toContain('0003'))
    await soon(() => expect(useDeskStore().zone).toBe('pane'))
    await say('到 gulouzh')
    await soon(() => expect(told()).toContain('查看 鼓楼站 周边'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(useDeskStore().zone).toBe('around'))
    await say('到 121.33,29.81')
    await userEvent.keyboard('{Enter}')
    expect(result()).toContain('坐标须注明坐标系')
    await type('到 121.33,29.81 WGS-84')
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(useDeskStore().around).toEqual({ lon: 121.33, lat: 29.81 }))
  })

  it('puts a note down as it was said', async () => {
    await open(few())
    await say('备注 0001 已电话联系 2 号楼物业')
    await soon(() => expect(told()).toContain('0001 占道经营：加备注；“已电话联系 2 号楼物业”'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(result()).toBe('0001 已加备注'))
    expect(desk.posted.at(-1)).toMatchObject({
      path: '/incidents/incident-1/notes',
      body: { text: '已电话联系 2 号楼物业' },
    })
  })

  it('finds what this screen does not hold, and is walked through by Enter', async () => {
    const over = { state: 'closed', closedAt: before(90 * 24 * HOUR), handledAt: before(91 * 24 * HOUR) } as const
    desk.found = [
      anIncident({ no: 77, address: '药行街 9 号', ...over }),
      anIncident({ no: 76, address: '药行街', ...over }),
    ]
    await open(few())
    await say('查 药行街')
    await soon(() => expect(proposals()).toEqual(['0077', '0076']))
    expect(told()).toContain('找到 2 处')
    await userEvent.keyboard('{Enter}{ArrowDown}')
    await soon(() => expect(told()).toContain('打开 0076 占道经营'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(useDeskStore().caseId).toBe('incident-76'))
    await say('0077')
    await soon(() => expect(told()).toContain('打开 0077'))
  })

  it('calls a further squad for a member’s place, or the next level with all whom it calls', async () => {
    const incident = anIncident({
      no: 1,
      matterId: 'matter-e0505',
      state: 'dispatched',
      slots: jointSlots.slice(0, 2),
      cardId: 'card-collapse',
    })
    const lead = aTask({ state: 'on-scene', squadId: 'squad-gulin-2', slot: 'lead' })
    await open(aSnapshot(0, { incidents: [incident], tasks: [lead] }))
    await say('协同 0001 古林一队')
    await soon(() => expect(told()).toMatch(/将派 0001 路面塌陷 给 古林一队（协同席位）/))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(desk.posted.at(-1)?.body).toMatchObject({ squadIds: ['squad-gulin-1'], slot: 'water' }))
    await say('协同 0001')
    await soon(() => expect(told()).toMatch(/0001 路面塌陷：提升警级；再叫 属地/))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(desk.posted.at(-1)?.body).toMatchObject({ move: 'raise', version: 1 }))
  })

  it.each([
    [1920, 1080],
    [1280, 720],
  ])('stands at the foot of a desk of %i × %i and covers nothing', async (width, height) => {
    await open(few())
    await page.viewport(width, height)
    await settled(100)
    const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect()
    const line = box('.desk-line')
    expect(Math.round(line.bottom)).toBe(height)
    expect(Math.round(line.height)).toBeGreaterThanOrEqual(68)
    expect(line.height).toBeLessThan(74)
    for (const part of ['.desk-lists', '.desk-map', '.desk-board'])
      expect(Math.round(box(part).bottom)).toBeLessThanOrEqual(Math.round(line.top))
    await say('派 不知道是哪一队')
    await userEvent.keyboard('{Enter}')
    expect(notices.value).toEqual([])
  })
})
