/** Numbers so far below the highest one are not remembered: whatever comes twice of them is found by its moment in the track. */
const WINDOW = 4096
const PER_WORD = 32
/** Devices remembered; beyond, the one heard of longest ago is forgotten. */
const DEVICES_MOST = 20_000

interface Window {
  highest: number
  /** One bit for each number of the window, by its remainder. */
  bits: Uint32Array
}

/** Which numbers a device has used: a message that comes twice is known, in whatever order they come (DOMAIN 6.4). */
export interface Sequences {
  isUsed: (device: string, seq: number) => boolean
  /** Once what it stood for was taken: a message that was refused may come again. */
  use: (device: string, seq: number) => void
}

export function createSequences(): Sequences {
  const windows = new Map<string, Window>()
  return {
    use(device, seq) {
      const window = windows.get(device) ?? { highest: -1, bits: new Uint32Array(WINDOW / PER_WORD) }
      windows.delete(device)
      windows.set(device, window)
      if (windows.size > DEVICES_MOST) windows.delete(windows.keys().next().value ?? '')
      mark(window, seq)
    },
    isUsed(device, seq) {
      const window = windows.get(device)
      return window !== undefined && seq <= window.highest && seq > window.highest - WINDOW && isMarked(window, seq)
    },
  }
}

function mark(window: Window, seq: number): void {
  if (seq <= window.highest - WINDOW) return
  if (seq - window.highest >= WINDOW) window.bits.fill(0)
  else for (let passed = window.highest + 1; passed < seq; passed++) put(window, passed, false)
  put(window, seq, true)
  window.highest = Math.max(window.highest, seq)
}

const isMarked = ({ bits }: Window, seq: number) => (((bits[wordOf(seq)] ?? 0) >>> (seq % PER_WORD)) & 1) === 1
const wordOf = (seq: number) => Math.floor((seq % WINDOW) / PER_WORD)

function put({ bits }: Window, seq: number, used: boolean): void {
  const bit = 1 << (seq % PER_WORD)
  const word = wordOf(seq)
  bits[word] = used ? (bits[word] ?? 0) | bit : (bits[word] ?? 0) & ~bit
}
