import { EVERY_LINE } from '@lianqin/shared/officer'
import type { DistrictFile } from '@lianqin/shared/reference'
import { error, type Finding } from '../kernel/finding.ts'

/** Officers who stand twice, serve nowhere or belong to nobody, and licences that are two people's or only half written down. */
export function officerFindings({ officers, squads, forces, catalogue }: DistrictFile): Finding[] {
  const ids = new Set<string>()
  const licences = new Set<string>()
  return officers.flatMap(({ id, ownerForceId, dutySquadId, licenceNo, licenceScope, licenceUntil }): Finding[] => {
    const findings: Finding[] = []
    if (ids.has(id)) findings.push(error('id.double', `officer ${id}`, 'stands in its file twice'))
    if (licenceNo !== null && licences.has(licenceNo)) {
      findings.push(error('officer.licence-double', id, `has the licence ${licenceNo}, which somebody else has too`))
    }
    ids.add(id)
    if (licenceNo !== null) licences.add(licenceNo)
    if (!squads.some((squad) => squad.id === dutySquadId)) {
      findings.push(error('officer.unknown-squad', id, `serves in ${dutySquadId}, which is no squad`))
    }
    if (!forces.some((force) => force.id === ownerForceId)) {
      findings.push(error('officer.unknown-force', id, `is staff of ${ownerForceId}, which is no force`))
    }
    if ((licenceNo === null) !== (licenceUntil === null)) {
      findings.push(error('officer.licence-half', id, 'has a licence number without its last day, or the reverse'))
    }
    for (const line of licenceScope) {
      if (line === EVERY_LINE || catalogue.lines.some(({ code }) => code === line)) continue
      findings.push(error('officer.unknown-line', id, `has a licence for ${line}, which is no line of the catalogue`))
    }
    return findings
  })
}
