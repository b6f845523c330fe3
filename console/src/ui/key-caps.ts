/** As they are printed on the keys themselves. */
const printed: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
}

/** A key or several pressed together, as one reads them: `Shift G`. */
export const capsOf = (key: string): string =>
  key
    // The sign itself may be what is pressed.
    .split(/\+(?=.)/)
    .map((cap) => printed[cap] ?? cap)
    .join(' ')
