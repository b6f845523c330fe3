import { type CaseTone, caseTones, type UnitTone, unitTones } from './view-model.ts'

const colours = {
  outside: '--map-outside',
  land: '--map-land',
  landAlt: '--map-land-alt',
  edge: '--map-edge',
  district: '--map-district',
  label: '--map-label',
  labelMinor: '--map-label-minor',
  halo: '--map-halo',
  text: '--text-1',
  textDim: '--text-2',
  lens: '--line-3',
  ink: '--ink',
  onInk: '--on-ink',
} as const

/** Lengths the map needs as numbers; MapView's style block says what they are on a desk and on a wall. */
const lengths = {
  unitGlyph: '--map-unit',
  calmGlyph: '--map-calm',
  dueGlyph: '--map-due',
  overGlyph: '--map-over',
  text: '--map-text',
  textArea: '--map-text-area',
  haloWidth: '--map-halo-width',
  stroke: '--map-stroke',
} as const

/** Colours and sizes of one screen in one theme, read from the tokens: the map has none of its own. */
export interface Ink {
  colour: Record<keyof typeof colours, string>
  unit: Record<UnitTone, string>
  incident: Record<CaseTone, string>
  /** CSS pixels. */
  px: Record<keyof typeof lengths, number>
  /** How opaque a position older than a minute is. */
  stale: number
}

export function readInk(element: HTMLElement): Ink {
  const computed = getComputedStyle(element)
  const value = (name: string) => computed.getPropertyValue(name).trim()
  const named = <K extends string>(names: readonly K[], prefix: string) =>
    Object.fromEntries(names.map((name) => [name, value(prefix + name)])) as Record<K, string>
  return {
    colour: mapped(colours, value),
    unit: named(unitTones, '--unit-'),
    incident: named(caseTones, '--case-'),
    px: measured(element),
    stale: Number(value('--fresh-stale')) || 1,
  }
}

function mapped<K extends string>(names: Record<K, string>, read: (name: string) => string): Record<K, string> {
  const entries = Object.entries<string>(names).map(([key, name]) => [key, read(name)])
  return Object.fromEntries(entries) as Record<K, string>
}

/** A custom property keeps its calc() as text; only a laid-out box tells the pixels. */
function measured(element: HTMLElement): Ink['px'] {
  const probe = document.createElement('div')
  probe.style.cssText = 'position:absolute;visibility:hidden;height:0'
  element.append(probe)
  const px = mapped(lengths, (name) => {
    probe.style.width = `var(${name})`
    return getComputedStyle(probe).width
  })
  probe.remove()
  return Object.fromEntries(Object.entries(px).map(([key, width]) => [key, Number.parseFloat(width) || 1])) as Ink['px']
}
