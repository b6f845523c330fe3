import axe from 'axe-core'
import { getActivePinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { defineComponent, h, ref } from 'vue'
import { locale } from '../src/kernel/i18n.ts'
import { useSession } from '../src/person/session.store.ts'
import HelpSheet from '../src/ui/HelpSheet.vue'
import { settled, zone } from './desk.kit.ts'
import { dialogText, few, soon, useDesk } from './desk-few.kit.ts'
import { mount, unmountAll } from './mount.ts'

const { open } = useDesk()
const isOpen = ref(false)

/** A desk with its sheet of keys, opened where keys are changed. */
async function openChanging() {
  await open(few())
  mount(
    defineComponent(
      () => () => h(HelpSheet, { open: isOpen.value, 'onUpdate:open': (next: boolean) => (isOpen.value = next) }),
    ),
    getActivePinia() as NonNullable<ReturnType<typeof getActivePinia>>,
  )
  await show()
}
async function show() {
  isOpen.value = true
  await soon(() => expect(dialogText()).not.toBe(''))
  await press(locale.value === 'en' ? 'Change keys' : '改按键')
}
async function hide() {
  isOpen.value = false
  await soon(() => expect(dialogText()).toBe(''))
}
const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }))
const keyOf = (title: string) => page.getByRole('button', { name: new RegExp(`^${title} `) })
/** Chooses what a key does and presses another for it. */
async function give(title: string, keys: string) {
  await userEvent.click(keyOf(title))
  await userEvent.keyboard(keys)
}
const said = () => document.querySelector('.own-keys__said')?.textContent?.trim()

afterEach(() => {
  unmountAll()
  isOpen.value = false
  localStorage.clear()
})

describe('a key', () => {
  it('is given by pressing the new one, works and is shown there, and no more where it was', async () => {
    await openChanging()
    await give('加备注', '`')
    await soon(() => expect(said()).toBe('“加备注”改按 `'))
    await hide()
    await userEvent.keyboard('1')
    const note = () => document.querySelector('[data-move="incident.note"] kbd')?.textContent
    await soon(() => expect(note()).toBe('`'))
    await userEvent.keyboard('|')
    await settled(50)
    expect(dialogText()).toBe('')
    await userEvent.keyboard('`')
    await soon(() => expect(dialogText()).toContain('备注'))
    await userEvent.keyboard('{Escape}')
    await soon(() => expect(dialogText()).toBe(''))
  })

  it('that another action has is refused with the name of that action; the two may change places', async () => {
    await openChanging()
    await give('加备注', 'x')
    await soon(() => expect(said()).toBe('X 已用于“不予立案 / 退回案源”'))
    expect(keyOf('加备注').element().textContent).toContain('|')
    await press('对调')
    await soon(() => expect(said()).toBe('“加备注”改按 X'))
    expect(keyOf('不予立案').element().textContent).toContain('|')
    await press('恢复 |')
    await soon(() => expect(said()).toBe('| 已用于“不予立案 / 退回案源”'))
    await press('全部恢复')
    await soon(() => expect(keyOf('不予立案').element().textContent).toContain('X'))
  })

  it.each([
    ['{Control>}s{/Control}', 'Ctrl S 由浏览器使用'],
    ['7', '7 的用处不能改'],
    ['{Enter}', 'Enter 的用处不能改'],
  ])('cannot be %s: %s', async (keys, words) => {
    await openChanging()
    await give('加备注', keys)
    await soon(() => expect(said()).toBe(words))
  })

  it('is left as it was by Esc, by Tab and by the mouse, and the sheet stays open', async () => {
    await openChanging()
    await give('加备注', '{Escape}')
    await soon(() => expect(keyOf('加备注').element().textContent).toContain('|'))
    await give('加备注', '{Tab}')
    await soon(() => expect(keyOf('加备注').element().textContent).toContain('|'))
    expect(dialogText()).toContain('按人记在本机浏览器')
  })

  it('belongs to whoever gave it: the next person at the seat has the usual ones, and it comes back with its owner', async () => {
    await openChanging()
    await give('加备注', '`')
    await soon(() => expect(keyOf('加备注').element().textContent).toContain('`'))
    const session = useSession()
    const was = session.session
    if (!was) throw new Error('nobody sits here')
    session.session = { ...was, person: { ...was.person, id: 'person-wu' } }
    await soon(() => expect(keyOf('加备注').element().textContent).toContain('|'))
    session.session = was
    await soon(() => expect(keyOf('加备注').element().textContent).toContain('`'))
  })
})

it.each(['zh-CN', 'en'] as const)('everybody can change keys: axe finds nothing serious (%s)', async (language) => {
  locale.value = language
  await openChanging()
  const dialog = document.querySelector('[role="dialog"]')
  if (language === 'en') expect(dialog?.textContent).not.toMatch(/\p{sc=Han}/u)
  const { violations } = await axe.run(dialog ?? document.body, { resultTypes: ['violations'] })
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200))])).toEqual([])
  expect(zone('pending')).not.toBeNull()
})
