import type { Rings } from '@lianqin/shared/jurisdiction'
import { LOST_AFTER_MS } from '@lianqin/shared/unit'
import type { Place } from '@lianqin/shared/wire/place'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { approach, type Goal, noApproach } from './arrival.engine.ts'
import { follow, nowhereYet, type Passage, type Sight } from './presence.engine.ts'
import { circle, polygon, type Zone } from './zone.rank.ts'

const HERE: Place = { lon: 121.4426, lat: 29.832 }
const METRES_PER_DEGREE = 111_195
const perLon = METRES_PER_DEGREE * Math.cos((HERE.lat * Math.PI) / 180)
const at = (eastM: number, northM: number): Place => ({
  lon: HERE.lon + eastM / perLon,
  lat: HERE.lat + northM / METRES_PER_DEGREE,
})
const DWELL_MS = 60_000

/** A square of 400 m with a courtyard of 100 m in its middle, and a circle of 200 m around the same place. */
const square = (half: number): [number, number][] =>
  [
    [-half, -half],
    [half, -half],
    [half, half],
    [-half, half],
    [-half, -half],
  ].map(([x = 0, y = 0]) => [at(x, y).lon, at(x, y).lat])
const RINGS: Rings = [[square(200), square(50)]]
const YARD = polygon('yard', RINGS, DWELL_MS)
const ROUND = circle('round', HERE, 200, DWELL_MS)

/** A way east of the place: seconds, metres from it, and how sure. */
type Step = readonly [second: number, eastM: number, accuracyM?: number]
const sight = ([second, eastM, accuracyM = 5]: Step): Sight => ({ at: second * 1000, ...at(eastM, 0), accuracyM })

function passagesOf(sights: readonly Sight[], zones: readonly Zone[]): Passage[] {
  let presence = nowhereYet
  return sights.flatMap((one) => {
    const followed = follow(presence, one, zones)
    presence = followed.presence
    return followed.passages
  })
}
const told = (steps: readonly Step[], zone = ROUND) =>
  passagesOf(steps.map(sight), [zone]).map((passage) => `${passage.kind} ${passage.at / 1000}`)

describe('the depth of a place', () => {
  it.each([
    ['in the middle of the courtyard', 0, -50],
    ['at its wall', 50, 0],
    ['half way to the street', 125, 75],
    ['on the street', 250, -50],
  ])('%s', (_, east, depth) => {
    expect(YARD.depthM(at(east, 0), 1000)).toBeCloseTo(depth, 1)
  })

  it('beyond a corner is measured to the corner, and of what is far away only that it is far', () => {
    expect(YARD.depthM(at(230, 240), 1000)).toBeCloseTo(-50, 1)
    expect(YARD.depthM(at(5000, 0), 30)).toBeLessThan(-30)
    expect(circle('c', HERE, 200, null).depthM(at(0, 150), 0)).toBeCloseTo(50, 3)
  })
})

describe('a unit', () => {
  it('enters and leaves when two fixes say so, as of the first of them', () => {
    expect(
      told([
        [0, 500],
        [10, 100],
        [20, 50],
        [30, 400],
        [40, 500],
      ]),
    ).toEqual(['enter 10', 'exit 30'])
  })

  it('is not there because a single fix strays', () => {
    expect(
      told([
        [0, 500],
        [10, 0],
        [20, 500],
        [30, 500],
      ]),
    ).toEqual([])
    expect(
      told([
        [0, 0],
        [10, 0],
        [20, 900],
        [30, 0],
        [40, 0],
      ]),
    ).toEqual(['enter 0'])
  })

  it('does not flutter at the border, which is as wide as it is unsure', () => {
    const alongBorder = Array.from({ length: 40 }, (_, n): Step => [n * 5, 200 + (n % 2 === 0 ? 25 : -25), 30])
    expect(told(alongBorder)).toEqual([])
    expect(told([[-20, 0], [-10, 0], ...alongBorder])).toEqual(['enter -20', 'dwell 40'])
  })

  it('enters a zone smaller than it is unsure, if it is well inside', () => {
    expect(
      told(
        [
          [0, 0, 90],
          [10, 0, 90],
        ],
        circle('small', HERE, 40, null),
      ),
    ).toEqual(['enter 0'])
  })

  it('has dwelt after so long inside, once, and not over a time when it was lost', () => {
    const inside = (from: number, to: number) =>
      Array.from({ length: (to - from) / 10 + 1 }, (_, n): Step => [from + n * 10, 0])
    expect(told(inside(0, 200))).toEqual(['enter 0', 'dwell 60'])
    const lost = LOST_AFTER_MS / 1000 + 1
    expect(told([...inside(0, 20), ...inside(20 + lost, 100 + lost)])).toEqual(['enter 0', `dwell ${20 + lost + 60}`])
  })

  it('is in several zones at once, each for itself, also in a courtyard that is not the yard', () => {
    const steps: Step[] = [
      [0, 0],
      [10, 0],
      [20, 130],
      [30, 130],
      [40, 190],
      [50, 190],
      [60, 300],
      [70, 300],
    ]
    expect(passagesOf(steps.map(sight), [YARD, ROUND])).toEqual([
      { kind: 'enter', zoneId: 'round', at: 0 },
      { kind: 'enter', zoneId: 'yard', at: 20_000 },
      { kind: 'exit', zoneId: 'yard', at: 60_000 },
      { kind: 'exit', zoneId: 'round', at: 60_000 },
    ])
  })

  it('that stands still, with errors it admits to, never leaves, and enters only where it is', () => {
    const error = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 7, noNaN: true }))
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 5, max: 60 }),
        fc.array(error),
        (east, accuracyM, errors) => {
          const sights = errors.map(([share, angle], n): Sight => {
            const off = share * accuracyM * 0.99
            return { at: n * 1000, ...at(east + off * Math.cos(angle), off * Math.sin(angle)), accuracyM }
          })
          for (const { kind } of passagesOf(sights, [circle('round', HERE, 200, null)])) {
            expect(kind).toBe('enter')
            expect(east).toBeLessThan(200)
          }
        },
      ),
    )
  })

  it('comes and goes by turns, whatever its fixes say and in whatever order they come', () => {
    const step = fc.tuple(
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: -600, max: 600 }),
      fc.integer({ min: 0, max: 150 }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.boolean(), (steps, inOrder) => {
        const sights = (inOrder ? steps.toSorted((a, b) => a[0] - b[0]) : steps).map(sight)
        for (const zone of [YARD, ROUND]) {
          const passages = passagesOf(sights, [zone])
          let last: Passage = { kind: 'exit', zoneId: zone.id, at: Number.NEGATIVE_INFINITY }
          for (const passage of passages) {
            const before =
              passage.kind === 'enter' ? ['exit'] : passage.kind === 'exit' ? ['enter', 'dwell'] : ['enter']
            expect(before).toContain(last.kind)
            expect(passage.at).toBeGreaterThanOrEqual(last.at)
            last = passage
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})

it('borders that are remembered say the same as borders measured at every fix', () => {
  const metres = fc.integer({ min: -900, max: 900 })
  const walk = fc.array(fc.tuple(metres, metres, fc.integer({ min: 0, max: 120 }), fc.boolean()), { maxLength: 60 })
  fc.assert(
    fc.property(walk, (steps) => {
      const zones = [YARD, ROUND, polygon('far', [[square(3000)]], null)]
      let [x, y] = [0, 0]
      const sights = steps.map(([east, north, accuracyM, isLeap], nth): Sight => {
        // Mostly a few metres on, as people go.
        const far = isLeap ? 1 : 0.02
        x += east * far
        y += north * far
        return { at: nth * 1000, ...at(x, y), accuracyM }
      })
      let presence = nowhereYet
      const measured = sights.flatMap((one) => {
        const followed = follow(presence, one, [...zones])
        presence = followed.presence
        return followed.passages
      })
      expect(passagesOf(sights, zones)).toEqual(measured)
    }),
    { numRuns: 500 },
  )
})

describe('an arrival is proposed', () => {
  const goals: Goal[] = [
    { taskId: 'task-here', place: HERE },
    { taskId: 'task-there', place: at(1000, 0) },
  ]
  function told(steps: readonly Step[], goalsAt: (second: number) => Goal[] = () => goals) {
    let before = noApproach
    return steps.flatMap((one) => {
      const next = approach(before, sight(one), goalsAt(one[0]))
      before = next.approach
      const words = (word: string) => (row: { taskId: string; at: number }) => `${word} ${row.taskId} ${row.at / 1000}`
      return [...next.proposed.map(words('at')), ...next.left.map(words('left'))]
    })
  }
  /** Every so many seconds, so many metres a second, from the west through the place to the east. */
  const passing = (every: number, mps: number, accuracyM = 8): Step[] =>
    Array.from({ length: Math.ceil(800 / mps / every) }, (_, n) => [n * every, -400 + n * every * mps, accuracyM])
  const stands = (from: number, to: number, east: number) =>
    Array.from({ length: (to - from) / 10 }, (_, n): Step => [from + n * 10, east])

  it('when a unit has stood near its case for half a minute, as of when it came', () => {
    const way = [800, 600, 400, 200, 60, 40, 40, 45, 40, 38, 40, 41].map((east, n): Step => [n * 10, east])
    expect(told(way)).toEqual(['at task-here 40'])
  })

  it('when it goes about there for three minutes and never stands', () => {
    const about = Array.from({ length: 40 }, (_, n): Step => [n * 10, n % 2 === 0 ? 50 : -50])
    expect(told(about)).toEqual(['at task-here 0'])
  })

  it.each([
    ['at sixty', 1, 16.7],
    ['slowly, told every ten seconds', 10, 4],
    ['by bicycle', 5, 3],
    ['on foot', 10, 1.4],
    ['on foot, told every second', 1, 1.2],
  ] as const)('not to who passes by %s', (_, every, mps) => {
    expect(told(passing(every, mps))).toEqual([])
  })

  it('not to who waits at the lights for less than half a minute, nor where a receiver is only guessing', () => {
    expect(told([400, 200, 50, 50, 50, -100, -300].map((east, n): Step => [n * 10, east]))).toEqual([])
    expect(told(Array.from({ length: 20 }, (_, n): Step => [n * 10, n % 2 === 0 ? 95 : 120, 60]))).toEqual([])
  })

  it('when the task comes to a unit that is there already; is over when it leaves, and comes anew when it comes back', () => {
    const way = [...stands(0, 100, 0), ...stands(100, 200, 500), ...stands(200, 300, 0)]
    expect(told(way, (second) => (second < 40 ? [] : goals))).toEqual([
      'at task-here 40',
      'left task-here 100',
      'at task-here 200',
    ])
  })

  it('once while it stays, through a silence too, and nothing is left of what was never proposed', () => {
    const lost = LOST_AFTER_MS / 1000 + 60
    expect(told([...stands(0, 100, 0), ...stands(lost, lost + 100, 0)])).toEqual(['at task-here 0'])
    expect(told([...stands(0, 20, 0), ...stands(20, 100, 500)])).toEqual([])
  })

  it('by times alone: what comes late or twice changes nothing', () => {
    const way = stands(0, 100, 0)
    const twice = way.flatMap((step, n) => [step, step, way[Math.max(0, n - 3)] ?? step])
    expect(told(twice)).toEqual(told(way))
  })
})
