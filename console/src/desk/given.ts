import type { Squad } from '@lianqin/shared/squad'
import type { Moment } from '@lianqin/shared/wire/moment'

/** What somebody has said together with a step, as at the command line: it is not asked for any more. */
export interface Given {
  reason?: string
  until?: Moment
  squadId?: Squad['id']
}
