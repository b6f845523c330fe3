import type { Unit } from '@lianqin/shared/unit'
import { useRoute } from 'vue-router'
import { useIncidents } from '../incident/incident.store.ts'
import { DAY, MINUTE, now } from '../kernel/time.ts'
import { useTasks } from '../task/task.store.ts'
import { useUnits } from '../unit/unit.store.ts'

/** What somebody looked at before they came here: its units, and when it began and ended where that is known. */
interface AskedFor {
  unitIds: Unit['id'][]
  from: number | null
  to: number | null
}

/** A little before it was reported, and after it was over. */
const AROUND_MS = 5 * MINUTE

/** The unit or case that the address names: `/replay?unit=…`, `/replay?case=…`. Null where it names none that is known here. */
export function useAskedFor(): AskedFor | null {
  const { query } = useRoute()
  const [incidents, tasks, units] = [useIncidents(), useTasks(), useUnits()]
  const unit = [...units.byId.values()].find(({ id }) => id === query.unit)
  if (unit) return { unitIds: [unit.id], from: null, to: null }
  const incident = [...incidents.byId.values()].find(({ id }) => id === query.case)
  if (!incident) return null
  const squads = new Set(
    [...tasks.byId.values()].filter((task) => task.incidentId === incident.id).map((task) => task.squadId),
  )
  const unitIds = [...units.byId.values()].filter(({ squadId }) => squads.has(squadId)).map(({ id }) => id)
  const from = Math.max(Date.parse(incident.reportedAt) - AROUND_MS, now.value - DAY)
  const over = incident.closedAt === null ? now.value : Date.parse(incident.closedAt)
  return { unitIds, from, to: over + AROUND_MS > now.value ? now.value + MINUTE : over + AROUND_MS }
}
