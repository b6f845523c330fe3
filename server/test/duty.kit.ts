import type { Officer } from '@lianqin/shared/officer'
import type { Squad } from '@lianqin/shared/squad'
import type { Seat, Server } from './kit.ts'

export const squadOf = async (leader: Seat): Promise<Squad> => {
  const { body } = await leader.get<{ squads: Squad[] }>('/squads')
  if (!body.squads[0]) throw new Error('no squad')
  return body.squads[0]
}
export const officersOf = async (leader: Seat) => (await leader.get<{ officers: Officer[] }>('/officers')).body.officers

/** What a test of duty does to officers and squads. */
export function useDuty(server: Server) {
  const held = { made: 0 }
  /** Somebody new in a squad, with a licence until that day. */
  async function recruit(change: Partial<Officer> = {}): Promise<Officer> {
    const { body } = await (await server.as('zhou')).post<Officer>('/officers', {
      name: '方舟',
      kind: 'enforcement',
      ownerForceId: 'force-gulin',
      dutySquadId: 'squad-gulin-1',
      licenceNo: `T-${++held.made}`,
      licenceScope: ['all'],
      licenceUntil: '2099-12-31',
      ...change,
    })
    return body
  }

  /** Signs a squad on with these officers, or off; whatever it was before. */
  async function sign(name: string, move: 'sign-on' | 'sign-off', officerIds?: string[]) {
    const leader = await server.as(name)
    const { id, state, version } = await squadOf(leader)
    if ((state === 'on-duty') === (move === 'sign-on')) return null
    const answer = await leader.post<Squad>(`/squads/${id}/moves`, { move, version, ...(officerIds && { officerIds }) })
    return answer
  }
  return { recruit, sign }
}
