import type { Map as MapLibre } from 'maplibre-gl'
import type { Ink } from './ink.ts'
import { caseTones, unitTones } from './view-model.ts'

/** One stroke or fill of a shape on a field of 16 by 16; a width of null fills. */
type Mark = { path: string; width: number | null; dash?: number[] }

const circle = (radius: number) =>
  `M${8 - radius} 8a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`
const diamond = (from: number) => `M8 ${from} ${16 - from} 8 8 ${16 - from} ${from} 8z`

// biome-ignore format: a table of shapes is read line by line
const shapes: Record<string, Mark[]> = {
  'unit-off': [{ path: circle(5.6), width: 1.4 }, { path: 'M5 8h6', width: 1.6 }],
  'unit-available': [{ path: circle(6), width: null }],
  'unit-offered': [{ path: circle(5.6), width: 1.8 }, { path: circle(2.2), width: null }],
  'unit-accepted': [{ path: circle(5.6), width: 1.8 }, { path: 'M8 2.4a5.6 5.6 0 0 0 0 11.2z', width: null }],
  'unit-enroute': [{ path: 'M8 1.2 13.8 14 8 11 2.2 14z', width: null }],
  'unit-onscene': [{ path: 'M2.6 2.6h10.8v10.8H2.6z', width: null }],
  'unit-lost': [{ path: circle(5.8), width: 1.6, dash: [2.6, 2] }, { path: 'M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8', width: 1.6 }],
  'case-calm': [{ path: diamond(1.8), width: 1.7 }],
  'case-due': [{ path: diamond(1.8), width: 1.7 }, { path: 'M2 8h12L8 14z', width: null }],
  'case-over': [{ path: diamond(0.8), width: null }],
  'case-closed': [{ path: diamond(2.2), width: 1.2 }, { path: 'M5.4 8.1l1.9 1.9 3.3-3.6', width: 1.5 }],
}

/** A pile of cases of one tone: the same diamond with a second line around it, that much larger. */
export const MANY_SCALE = 1.3
const around: Mark = { path: 'M8 -1.4 17.4 8 8 17.4 -1.4 8z', width: 1.3 }

/** Ink, not colour, says urgent: a bar and a dot at the shoulder of the diamond. */
export const URGENT_SCALE = 1.6
const urgentMark: Mark = { path: 'M18.5 0v6M18.5 7.6v2.2', width: 2.6 }
/** Symbols are drawn for the finest screens and scaled down by the map. */
const RATIO = 2

interface Drawing {
  name: string
  shape: string
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

function* drawings({ colour, unit, incident, px }: Ink): Generator<Drawing> {
  const plain = { back: null, urgent: null, many: false }
  for (const tone of unitTones) {
    const name = `unit-${tone}`
    yield { ...plain, name, shape: name, colour: unit[tone], size: px.unitGlyph, back: colour.land }
  }
  for (const tone of caseTones) {
    const shape = `case-${tone}`
    const size = tone === 'over' ? px.overGlyph : tone === 'due' ? px.dueGlyph : px.calmGlyph
    yield { ...plain, name: shape, shape, colour: incident[tone], size }
    const urgentSize = Math.max(size, px.dueGlyph)
    yield { ...plain, name: `${shape}-urgent`, shape, colour: incident[tone], size: urgentSize, urgent: colour.ink }
    yield { ...plain, name: `${shape}-many`, shape, colour: incident[tone], size, many: true }
  }
  // Within a township's name: the overdue shape as a letter, and its absence.
  yield { ...plain, name: 'area-over', shape: 'case-over', colour: incident.over, size: px.textArea * 0.85 }
  yield { ...plain, name: 'nothing', shape: '', colour: incident.over, size: 1 }
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
  if (back !== null) paint(pen, { path: circle(8.6), width: null }, back)
  for (const mark of shapes[shape] ?? []) paint(pen, mark, colour)
  if (many) paint(pen, around, colour)
  if (urgent !== null) paint(pen, urgentMark, urgent)
  return pen.getImageData(0, 0, width, height)
}

function paint(pen: OffscreenCanvasRenderingContext2D, { path, width, dash }: Mark, colour: string): void {
  const outline = new Path2D(path)
  pen.fillStyle = colour
  pen.strokeStyle = colour
  pen.setLineDash(dash ?? [])
  if (width === null) {
    pen.fill(outline)
    return
  }
  pen.lineWidth = width
  pen.stroke(outline)
}
