import { computed, onScopeDispose, type Ref, readonly, ref, shallowReactive, watch } from 'vue'
import { comboOf, shiftedDigit } from './combo.ts'
import { followOtherWindows, meantBy } from './own-keys.ts'

/** One thing that can be done by key, button and palette. */
export interface Action {
  /** `room.verb`, the same wherever it is shown. */
  id: string
  /** As the tables name them: `G`, `Shift+G`, `Ctrl+K`, `?`, `Enter`; none for what only the palette offers. */
  keys: readonly string[]
  title: () => string
  /** The heading it stands under in the help sheet. */
  group: () => string
  /** Whether it can be done now. A refused action stays in sight, with its reason. */
  when?: () => boolean
  whyNot?: () => string
  /** Works while the user is typing, as Ctrl-K must. */
  whileTyping?: boolean
  /** The palette and the help sheet leave it out, as they do with arrow keys. */
  quiet?: boolean
  run: () => void
}

const registered = shallowReactive(new Map<string, Action>())
const holders = ref(0)

/** The one list that palette, hints and help sheet are drawn from. */
export const actions = computed<readonly Action[]>(() => [...registered.values()])
export const isPossible = (action: Action): boolean => action.when?.() ?? true

export function register(added: readonly Action[]): () => void {
  for (const action of added) registered.set(action.id, action)
  return () => {
    // A page that follows may have taken the name over already.
    for (const action of added) if (registered.get(action.id) === action) registered.delete(action.id)
  }
}

/** Offers actions for as long as the component or scope lives. */
export const useActions = (added: readonly Action[]): void => onScopeDispose(register(added))

/** The key to print beside a button; empty if it has none. */
export const keyOf = (id: string): string => registered.get(id)?.keys[0] ?? ''

/** An action by its name, whether or not it can be done now. */
export const actionOf = (id: string): Action | undefined => registered.get(id)

/** Runs an action by its name, unless it is refused now. */
export function runAction(id: string): boolean {
  const action = registered.get(id)
  if (!action || !isPossible(action)) return false
  action.run()
  return true
}

/** While a dialog is open it holds the keys: only actions that work while typing are heard. Lets go with its scope. */
export function holdKeysWhile(open: Ref<boolean>): void {
  const held = { by: 0 }
  function hold(isOpen: boolean) {
    holders.value += Number(isOpen) - held.by
    held.by = Number(isOpen)
  }
  watch(open, hold, { immediate: true })
  onScopeDispose(() => hold(false))
}
export const keysAreHeld = readonly(computed(() => holders.value > 0))

/** Nothing is written into these: ticked, they leave every key but their own to the page. */
const TICKS = 'input:is([type="checkbox"], [type="radio"])'

const typesInto = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !target.matches(TICKS)

/** Whoever came to a button with the mouse has pressed it already, and means the page with Space. */
const hand = { isOnMouse: false }
const tookMouse = () => {
  hand.isOnMouse = true
}

/**
 * Enter belongs to the button or tick that has the focus, and Space where the focus came there by key; the arrows to a choice of
 * one among several. A row that is marked so leaves Space to the page always.
 */
function belongsToFocus(target: EventTarget | null, combo: string): boolean {
  if (!(target instanceof Element)) return false
  if (combo.startsWith('Arrow')) return target.matches('input[type="radio"]')
  const pressed = target.closest(`button, a, summary, ${TICKS}`)
  if (!pressed) return false
  return combo === 'Enter' || (combo === 'Space' && !hand.isOnMouse && !pressed.matches('[data-leaves-space]'))
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const combo = comboOf(event)
  if (combo?.endsWith('Tab')) hand.isOnMouse = false
  if (!combo || belongsToFocus(event.target, combo)) return
  const typing = typesInto(event.target) || holders.value > 0
  // The newest first: what a pane binds while it is open stands before what the page has always bound.
  const combos = [meantBy(combo), shiftedDigit(event)].flatMap((one) => one ?? [])
  const action = [...registered.values()]
    .reverse()
    .find((one) => combos.some((each) => one.keys.includes(each)) && (!typing || one.whileTyping) && isPossible(one))
  if (!action || (event.repeat && !action.quiet)) return
  event.preventDefault()
  action.run()
}

/** Starts listening; answers how to stop. */
export function listenToKeys(): () => void {
  window.addEventListener('keydown', press)
  window.addEventListener('pointerdown', tookMouse, true)
  window.addEventListener('storage', followOtherWindows)
  return () => {
    window.removeEventListener('keydown', press)
    window.removeEventListener('pointerdown', tookMouse, true)
    window.removeEventListener('storage', followOtherWindows)
    hand.isOnMouse = false
  }
}
