import type { Task } from '@lianqin/shared/task'
import type { GlyphName } from '../ui/glyphs.ts'

const glyphs: Partial<Record<Task['state'], GlyphName>> = {
  offered: 'unit-offered',
  accepted: 'unit-accepted',
  'en-route': 'unit-enroute',
  'on-scene': 'unit-onscene',
  handled: 'tick',
  checked: 'tick',
  'sent-back': 'minus',
  'called-off': 'minus',
}
/** The shape of how far a task has got: that of the unit that does it. */
export const taskGlyph = (state: Task['state']): GlyphName => glyphs[state] ?? 'waiting'

/** When a task came to be as it is. */
export const taskSince = ({ handledAt, arrivedAt, departedAt, acceptedAt, openedAt }: Task) =>
  handledAt ?? arrivedAt ?? departedAt ?? acceptedAt ?? openedAt
