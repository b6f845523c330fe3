import type { Map as MapLibre } from 'maplibre-gl'
import { type GlyphName, glyphs } from '../ui/glyphs.ts'
import type { Ink } from './ink.ts'
import { caseTones } from './view-model.ts'

export type Mark = (typeof glyphs)[keyof typeof glyphs][number]

/** A pile of cases of one tone: the same diamond with a second line around it, that much larger. */
export const MANY_SCALE = 1.3
const around: Mark = { tag: 'path', d: 'M8 -1.4 17.4 8 8 17.4 -1.4 8z', width: 1.3 }
export const disc: Mark = { tag: 'circle', cx: 8, cy: 8, r: 8.6, width: 0 }

/** Ink, not colour, says urgent: a bar and a dot at the shoulder of the diamond. */
export const URGENT_SCALE = 1.6
const urgentMark: Mark = { tag: 'path', d: 'M18.5 0v6M18.5 7.6v2.2', width: 2.6 }
/** Symbols are drawn for the finest screens and scaled down by the map. */
export const RATIO = 2

interface Drawing {
  name: string
  shape: GlyphName | null
  colour: string
  size: number
  /** A disc of land under the shape, so that it stands clear of lines. */
  back: string | null
  urgent: string | null
  many: boolean
}

/** Puts every symbol in the colours of the theme into the map, or redraws those that are there. */
export function drawGlyphs(map: MapLibre, ink: Ink): void {
  for (const drawing of drawings(ink)) {
    const { name } = drawing
    const image = drawn(drawing)
    const known = map.getImage(name)
    // An image may only be replaced by one of the same size; a screen that changed its unit gets new ones.
    if (known && (known.data.width !== image.width || known.data.height !== image.height)) map.removeImage(name)
    if (map.hasImage(name)) map.updateImage(name, image)
    else map.addImage(name, image, { pixelRatio: RATIO })
  }
}

function* drawings({ colour, incident, px }: Ink): Generator<Drawing> {
  const plain = { back: null, urgent: null, many: false }
  for (const tone of caseTones) {
    const shape = `case-${tone}` as const
    const size = tone === 'over' ? px.overGlyph : tone === 'due' ? px.dueGlyph : px.calmGlyph
    yield { ...plain, name: shape, shape, colour: incident[tone], size }
    const urgentSize = Math.max(size, px.dueGlyph)
    yield { ...plain, name: `${shape}-urgent`, shape, colour: incident[tone], size: urgentSize, urgent: colour.ink }
    yield { ...plain, name: `${shape}-many`, shape, colour: incident[tone], size, many: true }
  }
  // Within a township's name: the overdue shape as a letter, and its absence.
  yield { ...plain, name: 'area-over', shape: 'case-over', colour: incident.over, size: px.textArea * 0.85 }
  // As large as a unit, and nothing: keeps other words off its shape.
  yield { ...plain, name: 'unit-room', shape: null, colour: colour.land, size: px.unitGlyph }
  yield { ...plain, name: 'nothing', shape: null, colour: incident.over, size: 1 }
}

/** The urgent mark hangs out on the right; the field grows on all sides so that the shape stays on its place. */
function drawn({ shape, colour, size, back, urgent, many }: Drawing): ImageData {
  const scale = (size * RATIO) / 16
  const side = urgent !== null ? 5 : many ? 3 : 1
  const rim = many ? 3 : 1
  const width = Math.ceil((16 + 2 * side) * scale)
  const height = Math.ceil((16 + 2 * rim) * scale)
  const pen = new OffscreenCanvas(width, height).getContext('2d')
  if (!pen) throw new Error('no canvas to draw symbols on')
  pen.scale(scale, scale)
  pen.translate(side, rim)
  if (back !== null) paint(pen, disc, back)
  for (const mark of shape === null ? [] : glyphs[shape]) paint(pen, mark, colour)
  if (many) paint(pen, around, colour)
  if (urgent !== null) paint(pen, urgentMark, urgent)
  return pen.getImageData(0, 0, width, height)
}

export function paint(pen: OffscreenCanvasRenderingContext2D, mark: Mark, colour: string): void {
  const outline = mark.tag === 'path' ? new Path2D(mark.d) : new Path2D()
  if (mark.tag === 'circle') outline.arc(mark.cx, mark.cy, mark.r, 0, 2 * Math.PI)
  pen.fillStyle = colour
  pen.strokeStyle = colour
  pen.setLineDash(mark.tag === 'circle' && mark.dash ? mark.dash.split(' ').map(Number) : [])
  pen.lineWidth = mark.width
  if (mark.width > 0) pen.stroke(outline)
  else pen.fill(outline)
}
