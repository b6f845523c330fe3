import type { Track, TrackFix } from '@lianqin/shared/track/track'
import { decodeChunk, encodeChunk } from '@lianqin/shared/track/track.codec'
import { join, simplify } from '@lianqin/shared/track/track.rank'
import { toMoment } from '@lianqin/shared/wire/moment'
import { chunksOf } from '../src/track/chunks.rank.ts'
import { drive } from '../test/driving.ts'
import { ms, ratio, type Table } from './table.ts'
import { bytesEach, medianMs, nanoseconds } from './timing.ts'

const FIVE_MINUTES = 300_000
const SHIFT_S = 8 * 3600
const UNITS = 200
const RUNS = 5
const TOLERANCE_M = 10
/** PostgreSQL's own part of every row and its pointer, a name of sixteen letters, a time, six numbers, eight bits. */
const ROW_BYTES = 28 + 17 + 8 + 6 * 8 + 2

const samplings = [
  ['every second', { every: 1, jitterMs: 0 }],
  ['every 5 s', { every: 5, jitterMs: 0 }],
  ['every 5 s, by the ms', { every: 5, jitterMs: 900 }],
  ['every 10 s', { every: 10, jitterMs: 0 }],
  ['every 30 s', { every: 30, jitterMs: 0 }],
] as const

/** What a track takes and how fast it is written and read, beside a row for each fix; and a whole shift made ready to replay. */
export function benchTracks(): Table[] {
  return [bytesTable(), replayTable()]
}

function bytesTable(): Table {
  const rows = samplings.map(([name, sampling]) => {
    const fixes = drive('track', SHIFT_S / sampling.every, sampling)
    const groups = chunksOf(fixes, FIVE_MINUTES)
    const chunks = groups.map(encoded)
    const bytes = chunks.reduce((sum, { length }) => sum + length, 0)
    const texts = groups.map((group) => JSON.stringify(group.map(asRow)))
    const [made, read] = [medianMs(RUNS, () => groups.map(encoded)), medianMs(RUNS, () => chunks.map(decoded))]
    const textMade = medianMs(RUNS, () => groups.map((group) => JSON.stringify(group.map(asRow))))
    const textRead = medianMs(RUNS, () => texts.map((text) => JSON.parse(text)))
    return [
      name,
      bytesEach(bytes, fixes.length),
      ratio(bytes / (fixes.length * ROW_BYTES)),
      nanoseconds(made, fixes.length),
      ratio(made / textMade),
      nanoseconds(read, fixes.length),
      ratio(read / textRead),
    ]
  })
  return {
    title: 'A track of a car in a city',
    columns: ['', 'a fix', 'chunk / row', 'to write', 'chunk / JSON', 'to read', 'chunk / JSON'],
    rows,
    notes: [
      `Medians of ${RUNS} runs over a shift of eight hours in chunks of five minutes. A row for each fix: ${ROW_BYTES} B in PostgreSQL before any index. JSON: the rows of a chunk as they would be sent to it.`,
    ],
  }
}

function replayTable(): Table {
  const shifts = Array.from({ length: UNITS }, (_, n) =>
    chunksOf(drive(`unit ${n}`, SHIFT_S / 5, { every: 5, jitterMs: 0 }), FIVE_MINUTES).map(encoded),
  )
  const joined = () => shifts.map((chunks) => join(chunks.map(decoded)))
  const tracks = joined()
  const [fixes, kept] = [
    tracks.reduce((sum, { count }) => sum + count, 0),
    tracks.map((track) => simplify(track, TOLERANCE_M)),
  ]
  const left = kept.reduce((sum, { length }) => sum + length, 0)
  const bytes = shifts.flat().reduce((sum, { length }) => sum + length, 0)
  return {
    title: `Eight hours of ${UNITS} units, told every 5 s`,
    columns: ['', 'fixes', 'bytes', 'time'],
    rows: [
      ['read and joined', String(fixes), String(bytes), ms(medianMs(RUNS, joined))],
      [
        `simplified to ${TOLERANCE_M} m`,
        String(left),
        '–',
        ms(medianMs(RUNS, () => tracks.map((track) => simplify(track, TOLERANCE_M)))),
      ],
    ],
    notes: [`Medians of ${RUNS} runs on one thread, without the database.`],
  }
}

function encoded(fixes: readonly TrackFix[]): Uint8Array {
  const bytes = encodeChunk(fixes)
  if (!bytes) throw new Error('no chunk')
  return bytes
}

function decoded(bytes: Uint8Array): Track {
  const read = decodeChunk(bytes)
  if (!read.ok) throw new Error(read.code)
  return read.track
}

const asRow = ({ at, ...fix }: TrackFix) => ({ unitId: 'unit-gulin-1-car', at: toMoment(at), ...fix })
