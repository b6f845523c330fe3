import type { Because } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import type { Authority } from './authority.rank.ts'
import { keptBack, licensedNeeded, loadOf } from './fitness.rank.ts'
import { because, type Ground } from './ground.rank.ts'
import type { Nearest } from './nearest.rank.ts'

interface Known {
  authority: Authority
  near: Nearest
  left: number
}

/**
 * Every reason for and against one squad, always in the same order: the area, the item, the kind asked for, duty, people,
 * position, distance, whether it was asked before, load, idle time, and what it leaves behind. Each looks at one thing.
 */
export function whyOf(ground: Ground, squad: Squad, { authority, near, left }: Known): Because[] {
  const tried = ground.tried.get(squad.id)
  return [
    ...authority.why,
    ...(squad.state === 'off-duty' ? [because('duty.off')] : []),
    ...people(ground, squad),
    position(ground, near),
    ...distance(near),
    ...(tried ? [because(tried)] : []),
    load(ground, squad),
    ...idle(ground, squad),
    cover(ground, squad, left),
  ]
}

function people(ground: Ground, { crew, licensed }: Squad): Because[] {
  const { minCrew } = ground.slot
  const needed = licensedNeeded(ground)
  const why: Because[] = []
  if (crew !== null && minCrew > 0)
    why.push(because(crew < minCrew ? 'crew.too-small' : 'crew.enough', { crew, needed: minCrew }))
  if (licensed !== null && needed > 0)
    why.push(because(licensed < needed ? 'licence.too-few' : 'licence.enough', { licensed, needed }))
  return why
}

function position({ now }: Ground, { freshness, fix }: Nearest): Because {
  if (!fix) return because('position.none')
  const ageS = Math.max(0, Math.round((Date.parse(now) - Date.parse(fix.at)) / 1000))
  return because(`position.${freshness}`, { ageS })
}

/** Nobody is nearer than a minute: one has to get up. */
export const wholeMinutes = (minutes: number) => Math.max(1, Math.round(minutes))

function distance({ metres, minutes, isRouted }: Nearest): Because[] {
  if (metres === null || minutes === null) return []
  return [because(isRouted ? 'travel.routed' : 'travel.estimated', { metres, minutes: wholeMinutes(minutes) })]
}

function load(ground: Ground, squad: Squad): Because {
  const tasks = loadOf(ground, squad)
  const { stackAtMost } = ground.limits
  if (tasks >= stackAtMost) return because('load.full', { tasks, atMost: stackAtMost })
  if (ground.pressed.has(squad.id)) return because('load.urgent', { tasks })
  return tasks === 0 ? because('load.free') : because('load.busy', { tasks })
}

const MINUTE_MS = 60_000

function idle({ idleSince, now }: Ground, { id }: Squad): Because[] {
  const since = idleSince.get(id)
  if (since === undefined) return []
  return [
    because('idle.since', { minutes: Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / MINUTE_MS)) }),
  ]
}

function cover(ground: Ground, squad: Squad, left: number): Because {
  if (keptBack(ground, squad, left)) return because('cover.reserve', { squads: left, reserve: ground.limits.reserve })
  return because('cover.left', { squads: left })
}
