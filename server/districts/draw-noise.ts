const WAVES = [
  { length: 7, height: 1.3 },
  { length: 2.4, height: 0.55 },
  { length: 0.9, height: 0.2 },
]
/** East of this the town begins, where streets and canals run straighter than ridges. */
const TOWN_FROM_KM = 6
const TOWN_TO_KM = 14
const TOWN_HEIGHT = 0.22

/** Moves a point by smooth noise, so that straight cell borders come out as lines that a hill or a canal could have drawn. */
export function bend(x: number, y: number): { x: number; y: number } {
  const townward = Math.min(1, Math.max(0, (x - TOWN_FROM_KM) / (TOWN_TO_KM - TOWN_FROM_KM)))
  const height = 1 - (1 - TOWN_HEIGHT) * townward
  let dx = 0
  let dy = 0
  WAVES.forEach((wave, index) => {
    dx += wave.height * smoothNoise(x / wave.length, y / wave.length, index * 2)
    dy += wave.height * smoothNoise(x / wave.length, y / wave.length, index * 2 + 1)
  })
  return { x: x + dx * height, y: y + dy * height }
}

/** A fixed pseudo-random height in -1..1 for a lattice point. */
function lattice(column: number, row: number, layer: number): number {
  let hash = Math.imul(column, 374761393) ^ Math.imul(row, 668265263) ^ Math.imul(layer + 11, 2147483647)
  hash = Math.imul(hash ^ (hash >>> 13), 1274126177)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2147483648 - 1
}

const ease = (t: number) => t * t * t * (t * (t * 6 - 15) + 10)

function smoothNoise(x: number, y: number, layer: number): number {
  const column = Math.floor(x)
  const row = Math.floor(y)
  const across = ease(x - column)
  const up = ease(y - row)
  const low = mix(lattice(column, row, layer), lattice(column + 1, row, layer), across)
  const high = mix(lattice(column, row + 1, layer), lattice(column + 1, row + 1, layer), across)
  return mix(low, high, up)
}

const mix = (a: number, b: number, t: number) => a + (b - a) * t
