import { mayRead, rightsKey } from '@lianqin/shared/rights'
import { toMoment } from '@lianqin/shared/wire/moment'
import { withoutAudience } from '../kernel/event-log.ts'
import type { Stretch } from '../kernel/log-reader.ts'
import { screensOf, type Wall, type WallSocket } from './screen.ts'

/** How far a screen is told a stretch from: its own place, if it was welcomed in the middle of it. */
const startFor = ({ data }: WallSocket, { from }: Stretch) => Math.max(from, data.to ?? 0)

/** Tells every welcomed screen a stretch of the log. Screens with equal rights that are equally far get the same bytes. */
export function tell(wall: Wall, stretch: Stretch, now: number): void {
  const behind = screensOf(wall).filter(({ data }) => data.to !== null && data.to < stretch.to)
  const groups = Map.groupBy(behind, (socket) => `${rightsKey(socket.data.person.scope)} ${startFor(socket, stretch)}`)
  for (const group of groups.values()) {
    const [first] = group
    if (!first) continue
    const from = startFor(first, stretch)
    const { scope } = first.data.person
    const visible = stretch.events.filter(({ seq, audience }) => seq > from && mayRead(scope, audience))
    const batch = { from, to: stretch.to, at: toMoment(now), events: visible.map(withoutAudience) }
    wall.to(group.map(({ id }) => id)).emit('events', batch)
    for (const { data } of group) data.to = stretch.to
  }
}
