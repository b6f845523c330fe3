/** One stroke or fill; a width of 0 fills. `ground` is drawn in the colour of what lies beneath. */
type Mark =
  | { tag: 'circle'; cx: number; cy: number; r: number; width: number; dash?: string }
  | { tag: 'path'; d: string; width: number; ink?: 'ground' }

const circle = (r: number, width = 0, dash = ''): Mark => ({ tag: 'circle', cx: 8, cy: 8, r, width, dash })
const path = (d: string, width = 0): Mark => ({ tag: 'path', d, width })
const DIAMOND = 'M8 1.8 14.2 8 8 14.2 1.8 8z'

// biome-ignore format: a table of shapes is read line by line
const shapes = {
  'unit-available': [circle(6)],
  'unit-offered':   [circle(5.6, 1.8), circle(2.2)],
  'unit-accepted':  [circle(5.6, 1.8), path('M8 2.4a5.6 5.6 0 0 0 0 11.2z')],
  'unit-enroute':   [path('M8 1.2 13.8 14 8 11 2.2 14z')],
  'unit-onscene':   [path('M3.6 2.6h8.8a1 1 0 0 1 1 1v8.8a1 1 0 0 1-1 1H3.6a1 1 0 0 1-1-1V3.6a1 1 0 0 1 1-1z')],
  'unit-lost':      [circle(5.8, 1.6, '2.6 2'), path('M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8', 1.6)],
  'unit-off':       [circle(5.6, 1.4), path('M5 8h6', 1.6)],
  'unit-unknown':   [circle(5.8, 1.4), path('M5.9 6.5a2.1 2.1 0 1 1 3.3 1.7c-.8.5-1.2.9-1.2 1.7M8 11v1.3', 1.6)],
  'case-calm':      [path(DIAMOND, 1.7)],
  'case-watch':     [path(DIAMOND, 1.7), path('M4.9 10.9h6.2L8 14z')],
  'case-due':       [path(DIAMOND, 1.7), path('M2 8h12L8 14z')],
  'case-over':      [path('M8 .8 15.2 8 8 15.2.8 8z')],
  'case-stopped':   [path(DIAMOND, 1.4), path('M6.5 6v4M9.5 6v4', 1.6)],
  'case-closed':    [path('M8 2.2 13.8 8 8 13.8 2.2 8z', 1.2), path('M5.4 8.1l1.9 1.9 3.3-3.6', 1.5)],
  urgent:           [path('M8 2v7.4M8 11.6v2.2', 2.4)],
  alarm:            [path('M8 1.4 15.2 14.2H.8z'), { tag: 'path', d: 'M8 6v4M8 11.4v1.6', width: 1.7, ink: 'ground' }],
  joint:            [{ tag: 'circle', cx: 5.8, cy: 8, r: 4.2, width: 1.5 }, { tag: 'circle', cx: 10.2, cy: 8, r: 4.2, width: 1.5 }],
  warning:          [path('M8 2 14.6 13.8H1.4z', 1.6), path('M8 6.4v3.6M8 11v1.4', 1.5)],
  live:             [circle(4)],
  late:             [path('M4.6 4.6h6.8v6.8H4.6z', 1.8)],
  gone:             [path('M4 4l8 8M12 4l-8 8', 2)],
  tick:             [path('M3 8.4l3.4 3.4L13 5', 2)],
  cross:            [path('M4 4l8 8M12 4l-8 8', 2)],
  minus:            [path('M3 8h10', 2)],
  waiting:          [circle(5.6, 1.6, '3 2.2')],
  next:             [circle(6, 2.6)],
} satisfies Record<string, Mark[]>

export type GlyphName = keyof typeof shapes
/** Circles are units, diamonds are cases, triangles warn: the shape tells the state where colour cannot. Field 16 by 16. */
export const glyphs: Record<GlyphName, readonly Mark[]> = shapes
