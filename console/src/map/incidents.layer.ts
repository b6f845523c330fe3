import type { DataDrivenPropertyValueSpecification, LayerSpecification } from 'maplibre-gl'
import { aside, fanned, slots } from './fan.rank.ts'
import { MANY_SCALE, URGENT_SCALE } from './glyphs.ts'
import type { Ink } from './ink.ts'
import { beside, besideFanned, halo, lettering } from './labels.ts'
import type { Drawn } from './source-feed.ts'
import type { MapIncident } from './view-model.ts'

/**
 * Cases of one tone that lie on top of each other are drawn as one doubled shape with their number, each tone for itself,
 * so that a number never hides a state. What is urgent or selected stands alone and never melts.
 */
export const clusteredTones = ['calm', 'due', 'over'] as const
export const caseSource = (tone: (typeof clusteredTones)[number] | 'alone') => `case-${tone}`
/** Layers a click may hit: single cases, and piles of them. */
export const incidentHits = [...clusteredTones, 'alone'].map((tone) => `case-${tone}`)
export const pileHits = clusteredTones.map((tone) => `case-${tone}-many`)

const toned = ({ incident, colour }: Ink): DataDrivenPropertyValueSpecification<string> => [
  'match',
  ['get', 'tone'],
  'over',
  incident.over,
  'due',
  incident.due,
  colour.textDim,
]

const sizeOf = (tone: string, { px }: Ink) =>
  tone === 'over' ? px.overGlyph : tone === 'due' ? px.dueGlyph : px.calmGlyph

/** Cases are diamonds: empty while calm, half when due soon, full when overdue; a bar beside them says urgent. */
export function incidentLayers(ink: Ink) {
  const icons = (tone: 'calm' | 'due' | 'over') => icon(`case-${tone}`, caseSource(tone), tone !== 'calm', ink)
  const labels = (tone: 'calm' | 'due' | 'over' | 'alone') => label(tone, ink)
  return {
    calm: icons('calm'),
    due: icons('due'),
    over: icons('over'),
    alone: icon('case-alone', caseSource('alone'), true, ink),
    piles: { calm: pile('calm', ink), due: pile('due', ink), over: pile('over', ink) },
    labels: { calm: labels('calm'), due: labels('due'), over: labels('over'), alone: labels('alone') },
  }
}

/** How far those that fan out stand from their spot. */
const fanOf = ({ px }: Ink) => px.unitGlyph * 1.15
const fannedBy = (ink: Ink): DataDrivenPropertyValueSpecification<[number, number]> =>
  [
    'match',
    ['get', 'slot'],
    ...slots.flatMap((slot) => [slot, ['literal', aside(slot).map((part) => part * fanOf(ink))]]),
    ['literal', [0, 0]],
  ] as never

const icon = (id: string, source: string, obstacle: boolean, ink: Ink) =>
  ({
    id,
    type: 'symbol',
    source,
    filter: ['!', ['has', 'cluster']],
    layout: {
      'icon-image': ['concat', 'case-', ['get', 'tone'], ['case', ['get', 'urgent'], '-urgent', '']],
      'icon-offset': fannedBy(ink),
      'icon-allow-overlap': true,
      // Labels go round what is late; a calm case may lie under one.
      'icon-ignore-placement': !obstacle,
      'icon-padding': 0,
      // Drawn last is seen first: the most pressing on top.
      'symbol-sort-key': ['-', 0, ['get', 'order']],
    },
  }) satisfies LayerSpecification

const pile = (tone: 'calm' | 'due' | 'over', ink: Ink) =>
  ({
    id: `case-${tone}-many`,
    type: 'symbol',
    source: caseSource(tone),
    filter: ['has', 'cluster'],
    layout: {
      ...lettering(tone !== 'calm', sizeOf(tone, ink) * MANY_SCALE, ink),
      'icon-image': `case-${tone}-many`,
      'icon-allow-overlap': true,
      'icon-ignore-placement': tone === 'calm',
      'icon-padding': 0,
      'text-field': ['get', 'point_count_abbreviated'],
      'text-optional': true,
    },
    paint: { ...halo(ink), 'text-color': tone === 'calm' ? ink.colour.textDim : ink.incident[tone] },
  }) satisfies LayerSpecification

const labelled = (tone: 'calm' | 'due' | 'over' | 'alone', ink: Ink) =>
  tone === 'alone' ? ink.px.overGlyph * URGENT_SCALE : sizeOf(tone, ink)

const label = (tone: 'calm' | 'due' | 'over' | 'alone', ink: Ink) =>
  ({
    id: `case-${tone}-label`,
    type: 'symbol',
    source: caseSource(tone),
    filter: ['!', ['has', 'cluster']],
    layout: {
      // An urgent mark makes the shape that much wider.
      ...lettering(tone !== 'calm', labelled(tone, ink), ink),
      'text-variable-anchor-offset': besideFanned(beside(labelled(tone, ink), ink.px.text), fanOf(ink) / ink.px.text),
      'text-field': ['get', 'label'],
      'symbol-sort-key': ['get', 'order'],
    },
    paint: { ...halo(ink), 'text-color': toned(ink) },
  }) satisfies LayerSpecification

/** What each of the sources holds. The label of a selected case is the selection's. */
export function incidentFeatures(
  incidents: readonly MapIncident[],
  selectedId: string | null,
  urgentWord: string,
  ink: Ink,
) {
  const fan = fanned(incidents, selectedId)
  const held: Record<'calm' | 'due' | 'over' | 'alone', Drawn[]> = { calm: [], due: [], over: [], alone: [] }
  for (const { id, tone, urgent, label: words, order, side, lon, lat } of incidents) {
    const selected = id === selectedId
    const slot = fan.get(id) ?? 0
    const [dx = 0, dy = 0] = aside(slot).map((part) => part * fanOf(ink))
    const text = words === null || selected ? '' : urgent ? `${urgentWord} ${words}` : words
    held[urgent || selected || tone === 'closed' ? 'alone' : tone].push({
      type: 'Feature',
      id,
      properties: { id, tone, urgent, order, label: text, side: side ?? '', slot, dx, dy },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })
  }
  return held
}
