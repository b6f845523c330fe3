import { type Approval, approvalMachine } from '@lianqin/shared/approval'
import type { Incident } from '@lianqin/shared/incident'
import { computed, type Ref } from 'vue'
import { awaitsWordOf, mayWithdraw } from '../approval/approval.rank.ts'
import { useApprovals } from '../approval/approval.store.ts'
import { approvalText } from '../approval/approval.text.ts'
import { incidentNo } from '../incident/incident.text.ts'
import { moveKeys } from '../kernel/keymap.ts'
import { attempt } from '../kernel/notices.ts'
import { personText } from '../person/person.text.ts'
import { useSession } from '../person/session.store.ts'
import { askReason } from '../ui/ask-reason.ts'
import { useDesk } from './desk.store.ts'
import type { Given } from './given.ts'
import type { MoveButton } from './moves.ts'
import { usualReasons } from './reason.text.ts'

const moves = ['grant', 'refuse', 'withdraw'] as const

/** One's word on a request of the selected case: the one chosen in the list, else the first that one can say anything on. */
export function useDeciding(incident: Ref<Incident | null>) {
  const desk = useDesk()
  const session = useSession()
  const approvals = useApprovals()

  const asked = computed(() => (incident.value ? approvals.ofIncident(incident.value.id) : []))
  const request = computed(
    () =>
      asked.value.find(({ id }) => id === desk.requestId) ??
      asked.value.find((one) => awaitsWordOf(one, session.person) || mayWithdraw(one, session.person)) ??
      asked.value[0],
  )
  async function take(move: (typeof moves)[number], given: Given): Promise<void> {
    const of = request.value
    const about = incident.value
    if (!of || !about) return
    const subject = approvalText(`subject.${of.subject}`)
    const title = `${approvalText(`move.${move}`)}·${subject}`
    const needsReason = approvalMachine.needsReason(move)
    const words = `${incidentNo(about)} ${of.askedByTitle}: ${of.reason}`
    const reason = needsReason
      ? (given.reason ?? (await askReason(title, words, usualReasons(`approval.${move}`))))
      : null
    if (needsReason && reason === null) return
    const said = (row: Approval) =>
      approvalText('done.moved', { no: incidentNo(about), subject, state: approvalText(`state.${row.state}`) })
    await attempt(approvals.move(of, move, reason === null ? {} : { reason }), said)
    desk.goOn('requests')
  }
  function refused(move: (typeof moves)[number], of: Approval): string {
    if (move === 'withdraw') return mayWithdraw(of, session.person) ? '' : approvalText('not-own')
    const role = personText(`role.${of.role}`)
    return awaitsWordOf(of, session.person) ? '' : approvalText('not-mine', { role })
  }
  const buttons = computed((): MoveButton[] => {
    const of = request.value
    // Without a request there is nothing to say yes or no to, and nobody needs to be told so.
    if (!of) return []
    const subject = approvalText(`subject.${of.subject}`)
    return moves.map((move) => ({
      id: `approval.${move}`,
      title: `${approvalText(`move.${move}`)} ${subject}`,
      label: approvalText(`move.${move}`),
      key: moveKeys.approval[move] ?? '',
      refused: refused(move, of),
      main: false,
      tells: () => `${of.askedByTitle}: ${of.reason}`,
      run: (given = {}) => take(move, given),
    }))
  })
  return { request, buttons }
}
