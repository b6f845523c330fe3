/** The parts of a key press that a binding can name. */
export type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** What those keys make under a Chinese input method. */
const CHINESE_SIGNS = '；：‘’“”，。《》、？【】「」｛｝｜·—＝＋－＿'
const MODIFIERS = ['Control', 'Shift', 'Alt', 'Meta']

/** What stands on the keys that bear no letter, plain and with Shift. */
const signs: Readonly<Record<string, readonly [string, string]>> = {
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Backslash: ['\\', '|'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Backquote: ['`', '~'],
}

/**
 * Under a Chinese input method `key` says only "Process", or the Chinese sign (；‘，。、【); the place of the key still
 * says which letter or sign it is.
 */
const nameOf = ({ key, code, shiftKey }: Press): string => {
  const sign = signs[code]?.[shiftKey ? 1 : 0]
  if (key === 'Process' || key === 'Unidentified') return /^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? sign ?? code
  if (sign && key.length === 1 && CHINESE_SIGNS.includes(key)) return sign
  return key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key
}

/**
 * A press as bindings write it: `G`, `Shift+G`, `Ctrl+K`, `?`, `Enter`. Shift counts only where it does not already make
 * another character; the command key of a Mac counts as Ctrl. Null for a modifier alone.
 */
export function comboOf(press: Press): string | null {
  if (MODIFIERS.includes(press.key)) return null
  const name = nameOf(press)
  const showsShift = name.length > 1 || name.toLowerCase() !== name.toUpperCase()
  return [
    press.ctrlKey || press.metaKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    press.shiftKey && showsShift ? 'Shift' : '',
    name,
  ]
    .filter(Boolean)
    .join('+')
}

/**
 * Shift and a digit, by the place of the key: the character it makes is another on every keyboard, and under a Chinese
 * input method. Null where Shift is what makes the digit.
 */
export function shiftedDigit({ key, code, shiftKey, ctrlKey, altKey, metaKey }: Press): string | null {
  const digit = /^Digit([1-9])$/.exec(code)?.[1]
  if (!digit || !shiftKey || ctrlKey || altKey || metaKey || /^\d$/.test(key)) return null
  return `Shift+${digit}`
}

/** Combinations that browsers keep for themselves or that users expect from them: never bound. */
export const reserved: ReadonlySet<string> = new Set(
  'Ctrl+N Ctrl+T Ctrl+W Ctrl+R Ctrl+Tab Ctrl+L Ctrl+D Ctrl+F Ctrl+P Ctrl+S Ctrl+C Ctrl+V Ctrl+X Ctrl+A Ctrl+Z F1 F3 F5 F6 F7 F11 F12 Tab'.split(
    ' ',
  ),
)
