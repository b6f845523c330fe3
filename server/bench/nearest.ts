import { toSteps } from '@lianqin/shared/unit-values'
import type { Place } from '@lianqin/shared/wire/place'
import Flatbush from 'flatbush'
import { createRandom } from '../src/drill/random.engine.ts'
import { createGrid, placeIn, shapeOver } from '../src/unit/grid.rank.ts'
import { nearest } from '../src/unit/near.rank.ts'
import { BOUNDS } from './crowd.ts'
import { perSecond, ratio, type Table } from './table.ts'
import { medianMs } from './timing.ts'

const UNITS = [10_000, 100_000]
const WANTED = 5
const ASKED = 1000
/** Looking at everybody is asked less often: it takes as long each time. */
const ASKED_OF_ALL = 20
const RUNS = 7
const STEP_DEG = 0.0002
const SHARE = Math.cos((((BOUNDS[1] + BOUNDS[3]) / 2) * Math.PI) / 180)

interface Way {
  name: string
  asked: number
  /** Everybody has moved. */
  move: (places: readonly Place[]) => void
  find: (place: Place) => number[]
}

/** The nearest five of thousands, all of whom move before they are asked for: the grid, a packed tree, and looking at all. */
export function benchNearest(): Table[] {
  return UNITS.map((count) => {
    const found = ratesAmong(count)
    const [grid] = found
    const rows = found.map(({ name, alone, whole }) => [
      name,
      perSecond(1000 / alone),
      ratio(alone / (grid?.alone ?? 1)),
      perSecond(1000 / whole),
      ratio(whole / (grid?.whole ?? 1)),
    ])
    return {
      title: `Nearest ${WANTED} of ${count} units`,
      columns: ['', 'asked only', 'this / grid', 'moved and asked', 'this / grid'],
      rows,
      notes: [
        `Medians of ${RUNS} runs, all with the same answers. Moved and asked: everybody moves once for every ${ASKED} questions; the tree (flatbush) is built anew for that.`,
      ],
    }
  })
}

/** Milliseconds a question takes, alone and with its share of the moves. */
function ratesAmong(count: number) {
  const random = createRandom('nearest')
  const [places, steps, asked] = [scattered(random, count), scattered(random, count), scattered(random, ASKED)]
  const after = places.map(({ lon, lat }, n) => ({
    lon: lon + stepOf(steps[n]?.lon),
    lat: lat + stepOf(steps[n]?.lat),
  }))
  const ways = [gridWay(count), treeWay(count), scanWay()]
  for (const way of ways) way.move(places)
  agree(ways, asked.slice(0, ASKED_OF_ALL))
  return ways.map((way) => {
    const thereAndBack = medianMs(RUNS, () => {
      way.move(after)
      way.move(places)
    })
    const alone = medianMs(RUNS, () => asked.slice(0, way.asked).map(way.find)) / way.asked
    return { name: way.name, alone, whole: alone + thereAndBack / 2 / ASKED }
  })
}

/** Up to a street's length, either way. */
const stepOf = (degrees = 0) => ((degrees * 1e6) % 1) * 2 * STEP_DEG - STEP_DEG

function scattered(random: ReturnType<typeof createRandom>, count: number): Place[] {
  const middle = (low: number, high: number) => (random.between(low, high) + random.between(low, high)) / 2
  return Array.from({ length: count }, () => ({ lon: middle(BOUNDS[0], BOUNDS[2]), lat: middle(BOUNDS[1], BOUNDS[3]) }))
}

function gridWay(count: number): Way {
  const grid = createGrid(shapeOver(BOUNDS, count), count)
  return {
    name: 'grid',
    asked: ASKED,
    move: (places) => {
      for (let index = 0; index < places.length; index++) {
        placeIn(grid, index, toSteps(places[index]?.lon ?? 0), toSteps(places[index]?.lat ?? 0))
      }
    },
    find: (place) => nearest(grid, place, WANTED, () => true).map(({ index }) => index),
  }
}

function treeWay(count: number): Way {
  const held = { tree: new Flatbush(1) }
  return {
    name: 'flatbush',
    asked: ASKED,
    move: (places) => {
      held.tree = new Flatbush(count)
      for (const { lon, lat } of places) held.tree.add(lon * SHARE, lat)
      held.tree.finish()
    },
    find: ({ lon, lat }) => held.tree.neighbors(lon * SHARE, lat, WANTED),
  }
}

function scanWay(): Way {
  const held = { places: [] as readonly Place[] }
  return {
    name: 'all of them',
    asked: ASKED_OF_ALL,
    move: (places) => {
      held.places = places
    },
    find: ({ lon, lat }) => {
      const best: { index: number; far: number }[] = []
      for (const [index, place] of held.places.entries()) {
        const [x, y] = [(place.lon - lon) * SHARE, place.lat - lat]
        const far = x * x + y * y
        if (best.length === WANTED && far >= (best[WANTED - 1]?.far ?? 0)) continue
        best.push({ index, far })
        best.sort((a, b) => a.far - b.far)
        best.length = Math.min(best.length, WANTED)
      }
      return best.map(({ index }) => index)
    },
  }
}

/** One way measures longitude at the place, the others in the middle of the district: of two almost equally far, either. */
function agree(ways: readonly Way[], asked: readonly Place[]): void {
  for (const place of asked) {
    const [first, ...others] = ways.map((way) => new Set(way.find(place)))
    for (const other of others) {
      const missing = [...other].filter((index) => !first?.has(index))
      if (missing.length > 1) throw new Error(`the ways differ at ${place.lon}, ${place.lat}`)
    }
  }
}
