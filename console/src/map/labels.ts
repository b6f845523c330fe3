import type { ExpressionSpecification } from 'maplibre-gl'
import { aside, slots } from './fan.rank.ts'
import { STRONG, TEXT } from './fonts.ts'
import type { Ink } from './ink.ts'

/** Clear of a shape of that size, in ems of the text. */
export const beside = (size: number, text: number) => size / 2 / text + 0.25

/**
 * Where a label may stand around its shape, best first: beside it, aslant, under, over, and all that once more farther
 * off. One that says `side` stays on that side, because beyond the other the picture ends.
 */
export function around(clear: number): ExpressionSpecification {
  const far = clear + 0.8
  const east = (ems: number) => [
    'left',
    [ems, 0],
    'top-left',
    [ems * 0.7, ems * 0.7],
    'bottom-left',
    [ems * 0.7, -ems * 0.7],
  ]
  const west = (ems: number) => [
    'right',
    [-ems, 0],
    'top-right',
    [-ems * 0.7, ems * 0.7],
    'bottom-right',
    [-ems * 0.7, -ems * 0.7],
  ]
  const any = (ems: number) => [...east(ems), ...west(ems), 'top', [0, ems], 'bottom', [0, -ems]]
  const twice = (places: (ems: number) => (string | number[])[]): ExpressionSpecification => [
    'literal',
    [...places(clear), ...places(far)] as string[],
  ]
  return ['match', ['get', 'side'], 'east', twice(east), 'west', twice(west), twice(any)]
}

/** The same for cases that fan out around one spot, `fan` ems from it: each label on the outer side of its own shape. */
export function besideFanned(clear: number, fan: number): never {
  const outside = (slot: number): (string | number[])[] => {
    const [x, y] = aside(slot).map((part) => part * fan) as [number, number]
    const level = (ems: number) => (x >= 0 ? ['left', [x + ems, y]] : ['right', [x - ems, y]])
    const upright = (ems: number) => (y >= 0 ? ['top', [x, y + ems]] : ['bottom', [x, y - ems]])
    return [...level(clear), ...upright(clear), ...level(clear + 0.8), ...upright(clear + 0.8)]
  }
  return [
    'match',
    ['get', 'slot'],
    ...slots.flatMap((slot) => [slot, ['literal', outside(slot)]]),
    around(clear),
  ] as never
}

/** Type and place of a label beside a shape of that size. */
export const lettering = (strong: boolean, size: number, { px }: Ink) => ({
  'text-font': strong ? STRONG : TEXT,
  'text-size': px.text,
  // Long English names break into two lines; Chinese ones are shorter than that.
  'text-max-width': 14,
  'text-justify': 'auto' as const,
  'text-variable-anchor-offset': around(beside(size, px.text)) as never,
})

/** The ground shows around letters, so that they stand clear of lines. */
export const halo = ({ colour, px }: Ink) => ({ 'text-halo-color': colour.halo, 'text-halo-width': px.haloWidth })
