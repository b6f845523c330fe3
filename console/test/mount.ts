import { type Component, createApp, type Plugin } from 'vue'
import { i18n } from '../src/kernel/i18n.ts'
import '../src/ui/tokens.css'
import '../src/ui/base.css'

const standing = new Set<() => void>()

/**
 * Puts a component on the page as the console itself would: with the console's own copy of Vue, which the stores are made
 * with. A render of another copy never learns that a store has changed.
 */
export function mount(component: Component, ...plugins: Plugin[]) {
  const element = document.body.appendChild(document.createElement('div'))
  const app = createApp(component)
  for (const plugin of [i18n, ...plugins]) app.use(plugin)
  app.mount(element)
  function unmount() {
    if (!standing.delete(unmount)) return
    app.unmount()
    element.remove()
  }
  standing.add(unmount)
  return { element, unmount }
}

/** Takes everything off the page that a test left there. */
export const unmountAll = () => {
  for (const unmount of [...standing]) unmount()
}
