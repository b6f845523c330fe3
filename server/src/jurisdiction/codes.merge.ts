import type { DistrictFile } from '@lianqin/shared/reference'
import { error, type Finding, warning } from '../kernel/finding.ts'
import { calendarFindings } from './calendar.merge.ts'
import { createLocator } from './jurisdiction.locate.ts'
import { ringsHold } from './rings.locate.ts'

const SHARE_TOLERANCE = 1

/** Ids that are used twice or named but not there, authority without a body, and places where they do not belong. */
export function codeFindings(file: DistrictFile): Finding[] {
  return [
    ...doubles(
      'area',
      file.areas.map(({ id }) => id),
    ),
    ...doubles(
      'force',
      file.forces.map(({ id }) => id),
    ),
    ...doubles(
      'squad',
      file.squads.map(({ id }) => id),
    ),
    ...doubles(
      'unit',
      file.units.map(({ id }) => id),
    ),
    ...areaFindings(file),
    ...unmannedOwners(file),
    ...bodyFindings(file),
    ...placeFindings(file),
    ...calendarFindings(file.district.calendar),
  ]
}

function doubles(kind: string, ids: readonly string[]): Finding[] {
  const seen = new Set<string>()
  return ids.flatMap((id) => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [error('id.double', `${kind} ${id}`, 'stands in its file twice')]
  })
}

function areaFindings({ areas, forces, squads }: DistrictFile): Finding[] {
  const findings = areas.flatMap(({ id, name, mode, centre, rings }): Finding[] => {
    const force = forces.find(({ kind, areaId }) => kind === 'township' && areaId === id)
    const manned = force && squads.some(({ forceId }) => forceId === force.id)
    return [
      ...(ringsHold(rings, [centre.lon, centre.lat])
        ? []
        : [error('area.centre-outside', `${name.zh} ${id}`, 'has its centre outside its own border', centre)]),
      ...(force
        ? []
        : [(mode === 'empowered' ? error : warning)('area.no-force', `${name.zh} ${id}`, 'has no township force')]),
      ...(force && !manned
        ? [warning('force.no-squad', force.id, 'has no squad, so nobody can be offered a task')]
        : []),
    ]
  })
  const shares = areas.reduce((sum, { share }) => sum + share, 0)
  if (Math.abs(shares - 100) > SHARE_TOLERANCE) {
    findings.push(warning('area.shares', 'areas', `have shares that add up to ${shares.toFixed(1)} instead of 100`))
  }
  return findings
}

/** A department whose classes nobody could be offered. */
function unmannedOwners({ catalogue, forces, squads }: DistrictFile): Finding[] {
  const owners = new Set(catalogue.matters.map(({ departmentId }) => departmentId))
  return forces
    .filter(({ id }) => owners.has(id) && !squads.some(({ forceId }) => forceId === id))
    .map(({ id }) => warning('force.no-squad', id, 'owns classes of the catalogue and has no squad'))
}

function bodyFindings({ forces, squads, units, areas }: DistrictFile): Finding[] {
  const findings = forces.flatMap(({ id, kind, areaId }): Finding[] => {
    if (areaId !== null && !areas.some((area) => area.id === areaId)) {
      return [error('force.unknown-area', id, `belongs to ${areaId}, which is no area`)]
    }
    if ((kind === 'township') === (areaId !== null)) return []
    return [
      error(
        'force.wrong-area',
        id,
        kind === 'township' ? 'is a township force without a township' : `is a ${kind} force, yet has an area`,
      ),
    ]
  })
  for (const { id, forceId, areaId } of squads) {
    const force = forces.find((candidate) => candidate.id === forceId)
    if (!force) findings.push(error('squad.unknown-force', id, `belongs to ${forceId}, which is no force`))
    else if (force.areaId !== areaId) {
      findings.push(error('squad.wrong-area', id, `has the area ${areaId}, its force ${forceId} has ${force.areaId}`))
    }
  }
  for (const { id, squadId } of units) {
    if (!squads.some((squad) => squad.id === squadId)) {
      findings.push(error('unit.unknown-squad', id, `belongs to ${squadId}, which is no squad`))
    }
  }
  return findings
}

function placeFindings({ places, areas }: DistrictFile): Finding[] {
  const locate = createLocator(areas)
  return places.flatMap(({ name, areaId, lon, lat }): Finding[] => {
    if (!areas.some(({ id }) => id === areaId)) {
      return [error('place.unknown-area', name.zh, `belongs to ${areaId}, which is no area`)]
    }
    const found = locate({ lon, lat })
    if (found === areaId) return []
    return [
      warning('place.elsewhere', name.zh, `is listed in ${areaId}, but lies in ${found ?? 'no area'}`, { lon, lat }),
    ]
  })
}
