/** A unit beside the name of its squad: most are called after it, and nobody reads the same name twice. */
export function besideSquad(squad: string, unit: string): string {
  const own = unit.startsWith(squad) ? unit.slice(squad.length).trim() : unit
  return own === squad ? '' : own
}
