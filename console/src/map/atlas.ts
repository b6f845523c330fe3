import { glyphs } from '../ui/glyphs.ts'
import { disc, paint, RATIO } from './glyphs.ts'
import type { Ink } from './ink.ts'
import { unitTones } from './view-model.ts'

/** All shapes of units and the ten digits, side by side in squares of one size: what the fleet is drawn with. */
export interface Atlas {
  picture: OffscreenCanvas
  /** Pixels of the screen that a square is drawn as. */
  side: number
  sprites: number
  /** From one digit to the next. */
  step: number
}

export const DIGIT_0 = unitTones.length
const SPRITES = DIGIT_0 + 10
const ROOM = 1.25
const LINE = 1.5

export function drawAtlas({ colour, unit, px }: Ink, font: string): Atlas {
  const side = Math.ceil(Math.max(px.unitGlyph * ROOM, px.text * LINE))
  const picture = new OffscreenCanvas(side * RATIO * SPRITES, side * RATIO)
  const pen = picture.getContext('2d')
  if (!pen) throw new Error('no canvas to draw symbols on')
  pen.scale(RATIO, RATIO)
  for (const [place, tone] of unitTones.entries()) {
    pen.save()
    pen.translate((place + 0.5) * side, side / 2)
    pen.scale(px.unitGlyph / 16, px.unitGlyph / 16)
    pen.translate(-8, -8)
    // A disc of land under the shape, so that it stands clear of lines.
    paint(pen, disc, colour.land)
    for (const mark of glyphs[`unit-${tone}`]) paint(pen, mark, unit[tone])
    pen.restore()
  }
  pen.setLineDash([])
  pen.font = `600 ${px.text}px ${font}`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.lineJoin = 'round'
  pen.strokeStyle = colour.halo
  pen.lineWidth = px.haloWidth * 2
  pen.fillStyle = colour.text
  for (let digit = 0; digit < 10; digit++) {
    const x = (DIGIT_0 + digit + 0.5) * side
    pen.strokeText(String(digit), x, side / 2)
    pen.fillText(String(digit), x, side / 2)
  }
  return { picture, side, sprites: SPRITES, step: pen.measureText('0').width }
}
