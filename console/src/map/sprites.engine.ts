import { type Atlas, DIGIT_0 } from './atlas.ts'
import type { Crowd, Pile } from './crowd.engine.ts'
import type { MapFleet } from './view-model.ts'
import { type UnitTone, unitTones } from './view-model.ts'

/** Of each sprite: where on the screen, which, turned how far, how opaque. */
export const SPRITE_FLOATS = 5
const TURN = (2 * Math.PI) / 256
const EN_ROUTE = unitTones.indexOf('enroute')
const LOST = unitTones.indexOf('lost')
/** What wants a word first stands first in a pile. */
const ORDER: readonly UnitTone[] = ['offered', 'lost', 'unknown', 'enroute', 'onscene', 'accepted', 'available', 'off']
/** More states than this stand in two columns. */
const LINES = 4

export interface Sprites {
  floats: Float32Array
  count: number
}

/** Everything that is drawn of a crowd, in the order it is drawn: piles lowest, what stands apart on top. */
export function spritesOf(
  fleet: MapFleet,
  crowd: Crowd,
  { side, step }: Pick<Atlas, 'side' | 'step'>,
  { fade, alone, into }: { fade: number; alone: ReadonlySet<number>; into: Float32Array },
): Sprites {
  const most = crowd.count + crowd.piles.length * unitTones.length * 8
  const floats = into.length >= most * SPRITE_FLOATS ? into : new Float32Array(most * SPRITE_FLOATS)
  let count = 0
  function put(x: number, y: number, sprite: number, turn = 0, alpha = 1) {
    const at = count++ * SPRITE_FLOATS
    floats[at] = x
    floats[at + 1] = y
    floats[at + 2] = sprite
    floats[at + 3] = turn
    floats[at + 4] = alpha
  }
  function putShape(row: number) {
    const index = crowd.index[row] ?? 0
    const tone = fleet.tone[index] ?? 0
    const turn = tone === EN_ROUTE ? (fleet.heading[index] ?? 0) * TURN : 0
    put(crowd.x[row] ?? 0, crowd.y[row] ?? 0, tone, turn, fleet.stale[index] === 1 && tone !== LOST ? fade : 1)
  }
  for (const pile of crowd.piles) putPile(pile, side, step, put)
  for (let row = 0; row < crowd.count; row++) if (!alone.has(crowd.index[row] ?? 0)) putShape(row)
  for (let row = 0; row < crowd.count; row++) if (alone.has(crowd.index[row] ?? 0)) putShape(row)
  return { floats, count }
}

/** A pile says how many are in each state, a line for each: a number never hides a state. */
function putPile(
  { x, y, tones }: Pile,
  side: number,
  step: number,
  put: (x: number, y: number, sprite: number) => void,
) {
  const lines = ORDER.flatMap((tone) => {
    const [sprite, many] = [unitTones.indexOf(tone), tones[unitTones.indexOf(tone)] ?? 0]
    return many > 0 ? [{ sprite, digits: String(many) }] : []
  })
  const columns = lines.length > LINES ? 2 : 1
  const perColumn = Math.ceil(lines.length / columns)
  const widest = Math.max(...lines.map(({ digits }) => digits.length))
  const width = side * 0.9 + widest * step
  const height = side * 0.9
  for (const [place, { sprite, digits }] of lines.entries()) {
    const column = Math.floor(place / perColumn)
    const left = x - (width * columns) / 2 + column * width + side * 0.45
    const top = y + ((place % perColumn) - (perColumn - 1) / 2) * height
    put(left, top, sprite)
    for (const [at, digit] of [...digits].entries())
      put(left + side * 0.45 + (at + 0.6) * step, top, DIGIT_0 + Number(digit))
  }
}
