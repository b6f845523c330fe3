import type { Fix } from '@lianqin/shared/unit'
import { HEADER_BYTES, readFrame, UNIT_BYTES } from '@lianqin/shared/unit-frame'
import { type View, viewOf } from '../src/unit/audience.rank.ts'
import { deltaTick, keyframeTick, layFor, type Tick } from '../src/unit/frame.engine.ts'
import type { Box } from '../src/unit/grid.rank.ts'
import { fixOf, type Newest } from '../src/unit/newest.ts'
import { sliceFor } from '../src/unit/slice.engine.ts'
import { BOUNDS, crowdOf } from './crowd.ts'
import { ratio, type Table } from './table.ts'
import { bytesEach, medianMsOfTwo, nanoseconds } from './timing.ts'

const UNITS = 10_000
const RUNS = 7
const VIEWERS = 40
const TOWNSHIPS = 25
/** Of each township; they get the same bytes. */
const SCREENS = 4
/** A screen that shows a third of the district each way. */
const VIEW_SHARE = 0.33

/** What a message of positions costs to make, to cut and to read, beside the same as JSON. */
export function benchFrames(): Table[] {
  const crowd = crowdOf(UNITS)
  return [codecTable(crowd), partsTable(crowd)]
}

type Crowd = ReturnType<typeof crowdOf>

function codecTable({ newest, order, now }: Crowd): Table {
  const whole = viewOf(order, { kind: 'district' })
  const lay = () => layFor(newest, keyframeTick(newest, now(1)), whole)?.bytes ?? new Uint8Array()
  const bytes = lay()
  const fixes = newest.unitIds.flatMap((_, index) => fixOf(newest, index) ?? [])
  const text = JSON.stringify(fixes)
  const [frameMade, textMade] = medianMsOfTwo(RUNS, lay, () => JSON.stringify(fixes))
  const [frameRead, textRead] = medianMsOfTwo(
    RUNS,
    () => summed(bytes),
    () => summedText(text),
  )
  if (Math.abs(summed(bytes) - summedText(text)) > 1e-6 * UNITS) throw new Error('they do not say the same')
  return {
    title: `A message of ${UNITS} positions`,
    columns: ['', 'a position', 'to make', 'to read'],
    rows: [
      ['frame', bytesEach(bytes.length, UNITS), nanoseconds(frameMade, UNITS), nanoseconds(frameRead, UNITS)],
      ['JSON', bytesEach(text.length, UNITS), nanoseconds(textMade, UNITS), nanoseconds(textRead, UNITS)],
      ['frame / JSON', ratio(bytes.length / text.length), ratio(frameMade / textMade), ratio(frameRead / textRead)],
    ],
    notes: [
      `Medians of ${RUNS} runs. To make a frame is to order everybody by the grid, to choose whom the reader may see, and to write; the JSON is of values that lie ready. To read is to check all and to add up all places.`,
    ],
  }
}

function summed(bytes: Uint8Array): number {
  const read = readFrame(bytes)
  if (!read.ok) throw new Error(read.code)
  const { lon, lat } = read.frame.columns
  let sum = 0
  for (let row = 0; row < read.frame.count; row++) sum += ((lon[row] ?? 0) + (lat[row] ?? 0)) / 1e7
  return sum
}
const summedText = (text: string) => (JSON.parse(text) as Fix[]).reduce((sum, { lon, lat }) => sum + lon + lat, 0)

/** A screen's part of a message, beside JSON of the same positions made for each screen. */
function partsTable({ newest, order, now }: Crowd): Table {
  const views = Array.from({ length: VIEWERS }, (_, n) => viewAt((n % 8) / 7, Math.floor(n / 8) / 4))
  const townships = Array.from({ length: TOWNSHIPS }, (_, n) => viewOf(order, { kind: 'area', areaId: `area-${n}` }))
  const changed = Uint32Array.from(newest.unitIds.keys().filter((index) => index % 10 === 0))
  const everybody = () => keyframeTick(newest, now(1))
  const tenth = () => deltaTick(changed, now(1))
  const rows = [
    cutRow(`${VIEWERS} views of the map`, newest, everybody, views),
    cutRow(`${VIEWERS} views, every tenth moved`, newest, tenth, views),
    laidRow(`${TOWNSHIPS} townships, ${SCREENS} screens each`, newest, everybody, townships),
    laidRow(`${TOWNSHIPS} townships, every tenth moved`, newest, tenth, townships),
  ]
  return {
    title: `${UNITS} positions for whoever sees a part`,
    columns: ['', 'positions', 'frame', 'JSON', 'frame / JSON'],
    rows,
    notes: [
      `For each position delivered; medians of ${RUNS} runs. Whoever changed is ordered anew for each run. Views are cut from one message, and reach a cell of the grid beyond their edge; of a township all screens get the same message. The JSON is made for each screen, of values that lie ready.`,
    ],
  }
}

function cutRow(name: string, newest: Newest, tickNow: () => Tick, views: readonly Box[]): string[] {
  const whole = viewOf({ unitIds: newest.unitIds, byEar: new Map() }, { kind: 'district' })
  const cut = () => {
    const laid = layFor(newest, tickNow(), whole)
    return views.map((view) => laid && sliceFor(laid, newest.grid.shape, view))
  }
  const fixes = [...tickNow().units].flatMap((index) => fixOf(newest, index) ?? [])
  const seen = ([west, south, east, north]: Box) =>
    fixes.filter(({ lon, lat }) => lon >= west && lon <= east && lat >= south && lat <= north)
  const told = views.flatMap(seen).length
  const delivered = cut().reduce((sum, bytes) => sum + ((bytes?.length ?? HEADER_BYTES) - HEADER_BYTES) / UNIT_BYTES, 0)
  const [frame, text] = medianMsOfTwo(RUNS, cut, () => views.map((view) => JSON.stringify(seen(view))))
  return rowOf(name, delivered, frame / delivered, text / told)
}

function laidRow(name: string, newest: Newest, tickNow: () => Tick, townships: readonly View[]): string[] {
  const fixes = [...tickNow().units].map((index) => ({ index, fix: fixOf(newest, index) }))
  const seen = ({ stretches }: View) =>
    fixes.filter(({ index }) => stretches.some(({ from, to }) => index >= from && index < to)).map(({ fix }) => fix)
  const count = townships.flatMap(seen).length
  const lay = () => {
    const tick = tickNow()
    return townships.map((view) => layFor(newest, tick, view))
  }
  const [laid, text] = medianMsOfTwo(RUNS, lay, () => townships.map((view) => JSON.stringify(seen(view))))
  return rowOf(name, count * SCREENS, laid / (count * SCREENS), text / count)
}

const rowOf = (name: string, positions: number, frameMs: number, textMs: number) => [
  name,
  String(positions),
  nanoseconds(frameMs, 1),
  nanoseconds(textMs, 1),
  ratio(frameMs / textMs),
]

function viewAt(x: number, y: number): Box {
  const [width, height] = [(BOUNDS[2] - BOUNDS[0]) * VIEW_SHARE, (BOUNDS[3] - BOUNDS[1]) * VIEW_SHARE]
  const west = BOUNDS[0] + x * (BOUNDS[2] - BOUNDS[0] - width)
  const south = BOUNDS[1] + y * (BOUNDS[3] - BOUNDS[1] - height)
  return [west, south, west + width, south + height]
}
