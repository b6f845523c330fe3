import type { ExpressionSpecification } from 'maplibre-gl'
import { STRONG, TEXT } from './fonts.ts'
import type { Ink } from './ink.ts'

/** Clear of a shape of that size, in ems of the text. */
export const beside = (size: number, text: number) => size / 2 / text + 0.25

/**
 * Where a label may stand beside its shape, best first: right, left, under, over. One that says `side` stays on that
 * side, because beyond the other the picture ends.
 */
export function around(clear: number): ExpressionSpecification {
  const slant = clear * 0.7
  const east = ['left', [clear, 0], 'top-left', [slant, slant], 'bottom-left', [slant, -slant]]
  const west = ['right', [-clear, 0], 'top-right', [-slant, slant], 'bottom-right', [-slant, -slant]]
  const any = ['left', [clear, 0], 'right', [-clear, 0], 'top', [0, clear], 'bottom', [0, -clear]]
  return ['match', ['get', 'side'], 'east', ['literal', east], 'west', ['literal', west], ['literal', any]]
}

/** Type and place of a label beside a shape of that size. */
export const lettering = (strong: boolean, size: number, { px }: Ink) => ({
  'text-font': strong ? STRONG : TEXT,
  'text-size': px.text,
  'text-max-width': 40,
  'text-variable-anchor-offset': around(beside(size, px.text)) as never,
})

/** The ground shows around letters, so that they stand clear of lines. */
export const halo = ({ colour, px }: Ink) => ({ 'text-halo-color': colour.halo, 'text-halo-width': px.haloWidth })
