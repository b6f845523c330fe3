import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { defineComponent, h, ref } from 'vue'
import { locale } from '../src/kernel/i18n.ts'
import { useSquads } from '../src/squad/squad.store.ts'
import CommandPalette from '../src/ui/CommandPalette.vue'
import { useUnits } from '../src/unit/unit.store.ts'
import { useUnitFinder } from '../src/unit/unit-finder.ts'
import { aReference } from './district.ts'
import { mount, unmountAll } from './mount.ts'
import { aSnapshot } from './snapshot.ts'

const found = () => [...document.querySelectorAll('.palette__item')].map((row) => row.textContent?.trim() ?? '')

async function open() {
  const pinia = createPinia()
  setActivePinia(pinia)
  for (const room of [useSquads(), useUnits()]) room.load(aReference())
  useSquads().replaceAll(aSnapshot(0))
  const went = vi.fn()
  const isOpen = ref(true)
  mount(
    defineComponent(() => {
      useUnitFinder(went)
      return () => h(CommandPalette, { open: isOpen.value, 'onUpdate:open': (next: boolean) => (isOpen.value = next) })
    }),
    pinia,
  )
  await vi.waitFor(() => expect(document.querySelector('input')).toBeTruthy())
  return { went, type: (typed: string) => userEvent.fill(document.querySelector('input') as HTMLInputElement, typed) }
}

describe('a unit in the palette', () => {
  beforeEach(() => page.viewport(1366, 768))
  afterEach(() => {
    unmountAll()
    locale.value = 'zh-CN'
  })

  it.each([
    ['its squad', '古林一'],
    ['the sound of it', 'gulinyi'],
    ['its initials', 'glyd'],
    ['its name in the other language', 'gulin 1'],
  ])('is found by %s, says how it stands, and is gone to', async (_, typed) => {
    const { went, type } = await open()
    expect(found().some((words) => words.includes('古林'))).toBe(false)
    await type(typed)
    await vi.waitFor(() => expect(found()[0]).toMatch(/古林一队.*(?:失联|离岗|待命)/), { timeout: 15_000 })
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(went).toHaveBeenCalledWith('unit-gulin-1'))
  })

  it('that nobody bears the name of is not found, and that is said', async () => {
    const { type } = await open()
    await type('qqqq')
    await vi.waitFor(() => expect(document.body.textContent).toContain('没有相符的命令或名称'))
  })
})
