/** Chance that can be repeated: the same seed and the same questions give the same answers. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next: () => number
  between: (low: number, high: number) => number
  chance: (probability: number) => boolean
  pick: <T>(from: readonly T[]) => T
  weighted: <T>(from: readonly T[], weightOf: (item: T) => number) => T
  /** Chance of its own for one actor, so that what one does never shifts what another will. */
  branch: (name: string) => Random
}

export function createRandom(seed: string): Random {
  const draw = sfc32(seed)
  return {
    next: draw,
    between: (low, high) => low + (high - low) * draw(),
    chance: (probability) => draw() < probability,
    pick: (from) => oneOf(from, Math.floor(draw() * from.length)),
    weighted: (from, weightOf) => {
      const total = from.reduce((sum, item) => sum + weightOf(item), 0)
      let left = draw() * total
      const index = from.findIndex((item) => {
        left -= weightOf(item)
        return left < 0
      })
      return oneOf(from, index < 0 ? from.length - 1 : index)
    },
    branch: (name) => createRandom(`${seed}/${name}`),
  }
}

function oneOf<T>(from: readonly T[], index: number): T {
  if (from.length === 0) throw new RangeError('nothing to choose from')
  return from[index] as T
}

const WORD = 2 ** 32
const WARM_UP = 12

/** Small fast counting generator of 128 bits (PractRand's sfc32), its state spread from the seed's text by FNV-1a. */
function sfc32(seed: string): () => number {
  let [a, b, c, counter] = [hash(seed, 1), hash(seed, 2), hash(seed, 3), 1]
  function draw() {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / WORD
  }
  for (let round = 0; round < WARM_UP; round++) draw()
  return draw
}

function hash(text: string, salt: number): number {
  let value = 0x811c9dc5 ^ salt
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value | 0
}
