import { expect, vi } from 'vitest'
import { page } from 'vitest/browser'
import { defineComponent, h, shallowReactive } from 'vue'
import MapView from '../src/map/MapView.vue'
import type { MapArea, MapIncident, MapUnit, Point } from '../src/map/view-model.ts'
import { aReference } from './district.ts'
import { mount } from './mount.ts'

/* A map in a page, by itself, and what can be read off its picture. */

const { areas: rows, district } = aReference()
export const bounds = district.bounds
const [west, south, east, north] = bounds
export const middle = { lon: (west + east) / 2, lat: (south + north) / 2 }
export const DRAWN = { timeout: 30_000 }
export const WIDTH = 640
export const HEIGHT = 400
/** Where the middle of the district is on the picture, without padding. */
export const CENTRE = { x: WIDTH / 2, y: HEIGHT / 2 }
export const none = { top: 0, right: 0, bottom: 0, left: 0 }

export const area = (over: Partial<MapArea> = {}, row = rows[0]): MapArea => ({
  id: row?.id ?? '',
  label: row?.name.zh ?? '',
  empowered: row?.mode === 'empowered',
  rings: row?.rings ?? [],
  centre: row?.centre ?? middle,
  open: null,
  over: null,
  ...over,
})
const areas = rows.map((row) => area({}, row))
export const incident = (over: Partial<MapIncident> = {}): MapIncident => ({
  id: 'incident-1',
  tone: 'calm',
  urgent: false,
  label: '0001 占道经营',
  order: 10,
  ...middle,
  ...over,
})
export const unit = (over: Partial<MapUnit> = {}): MapUnit => ({
  id: 'unit-1',
  tone: 'available',
  headingDeg: 0,
  stale: false,
  label: '古林一',
  lon: middle.lon + 0.03,
  lat: middle.lat,
  ...over,
})

interface Handle {
  rendered: () => string[]
  show: (place: Point) => void
  fit: () => void
  zoomBy: (steps: number) => void
}

/** A map in a page; `props` may be changed afterwards, as a parent would. */
export async function openMap(given: Record<string, unknown> = {}) {
  const heard = { ready: vi.fn(), incident: vi.fn(), unit: vi.fn(), place: vi.fn(), follow: vi.fn() }
  const props = shallowReactive<Record<string, unknown>>({ areas, ...given })
  let handle: Handle | null = null
  const Host = defineComponent(() => () => [
    h('div', { style: `width: ${WIDTH}px; height: ${HEIGHT}px`, 'data-testid': 'host' }, [
      h(MapView, {
        lang: 'zh',
        bounds,
        areas,
        ...props,
        ref: (instance) => {
          handle = instance as unknown as Handle | null
        },
        onReady: heard.ready,
        onPickIncident: heard.incident,
        onPickUnit: heard.unit,
        onPickPlace: heard.place,
        'onUpdate:follow': heard.follow,
      }),
    ]),
  ])
  const { unmount } = mount(Host)
  await vi.waitFor(() => expect(heard.ready).toHaveBeenCalled(), DRAWN)
  const onMap = () => new Set(handle?.rendered())
  return { props, heard, onMap, unmount, handle: () => handle, box: page.getByTestId('host') }
}

type Box = ReturnType<typeof page.getByTestId>

export const picture = async (box: Box) => (await box.screenshot({ base64: true, save: false })) as unknown as string

/** The same picture again and again: everything asked for has been drawn. */
export async function settledPicture(box: Box): Promise<string> {
  let [last, next] = ['', await picture(box)]
  while (last !== next) {
    last = next
    await new Promise((resolve) => setTimeout(resolve, 150))
    next = await picture(box)
  }
  return next
}

/** The pixels of a square part of a picture, as far on each side of a spot. */
export async function pixelsAt(base64: string, { x, y }: { x: number; y: number }, reach: number) {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
  const side = 2 * reach
  const pen = new OffscreenCanvas(side, side).getContext('2d')
  if (!pen) throw new Error('no canvas')
  pen.drawImage(bitmap, -(x - reach), -(y - reach))
  return { side, data: pen.getImageData(0, 0, side, side).data }
}
export type Pixels = Awaited<ReturnType<typeof pixelsAt>>

/** Of each pixel whether it is of another colour than the ground, which shows in the corner; and the mean colour of those. */
export function shapeIn({ side, data }: Pixels, ground = [...data.subarray(0, 3)]) {
  const FAR = 60
  const mask: boolean[] = []
  const sum = [0, 0, 0]
  for (let pixel = 0; pixel < side * side; pixel++) {
    const colour = [...data.subarray(pixel * 4, pixel * 4 + 3)]
    const isInk = apart(colour, ground) > FAR
    mask.push(isInk)
    if (isInk) for (const part of [0, 1, 2]) sum[part] = (sum[part] ?? 0) + (colour[part] ?? 0)
  }
  const inked = mask.filter(Boolean).length
  return { side, mask, inked, colour: sum.map((part) => part / Math.max(1, inked)) }
}
export type Shape = ReturnType<typeof shapeIn>

export const apart = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(...a.map((part, index) => part - (b[index] ?? 0)))

/** How much two shapes have in common, of all that either covers. */
export function common(a: readonly boolean[], b: readonly boolean[]): number {
  const both = a.filter((one, index) => one && b[index]).length
  const either = a.filter((one, index) => one || b[index]).length
  return either === 0 ? 1 : both / either
}

/** A mask turned to the right by a quarter. */
export const turned = ({ side, mask }: Shape): boolean[] =>
  mask.map((_, pixel) => {
    const [row, column] = [Math.floor(pixel / side), pixel % side]
    return mask[(side - 1 - column) * side + row] ?? false
  })
