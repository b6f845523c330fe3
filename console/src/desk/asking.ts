import { type Approval, approvalSubjects } from '@lianqin/shared/approval'
import { after, limitMs } from '@lianqin/shared/calendar'
import type { Incident } from '@lianqin/shared/incident'
import { computed, type Ref } from 'vue'
import { askRefusal } from '../approval/approval.rank.ts'
import { useApprovals } from '../approval/approval.store.ts'
import { approvalText } from '../approval/approval.text.ts'
import { askUntil } from '../approval/ask-until.ts'
import { incidentNo, incidentText } from '../incident/incident.text.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { deskKeys } from '../kernel/keymap.ts'
import { attempt } from '../kernel/notices.ts'
import { clockMinute, dayWords, now } from '../kernel/time.ts'
import { limitText } from '../matter/matter.text.ts'
import { personText } from '../person/person.text.ts'
import { useSession } from '../person/session.store.ts'
import { askReason } from '../ui/ask-reason.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import type { Given } from './given.ts'
import type { MoveButton } from './moves.ts'
import { usualReasons } from './reason.text.ts'

const keys = { extend: deskKeys.extend, suspend: deskKeys.suspend, 'force-close': deskKeys.forceClose }
const moment = (at: string) => `${dayWords(at)} ${clockMinute(at)}`

/** Asking for what only others may grant: more time, a clock that stands, an end by decree. */
export function useAsking(incident: Ref<Incident | null>) {
  const desk = useDesk()
  const session = useSession()
  const approvals = useApprovals()
  const jurisdiction = useJurisdiction()

  /** What it would come to, told before the reason is asked for. */
  function about(subject: Approval['subject'], of: Incident, until: string | null): string {
    const no = incidentNo(of)
    const calendar = jurisdiction.district?.calendar
    const { limit, dueAt } = of
    if (subject === 'extend' && limit && dueAt && calendar) {
      const to = after(limit.clock, dueAt, limitMs(limit, calendar), calendar)
      return approvalText('about.extend', { no, limit: limitText(limit), from: moment(dueAt), to: moment(to) })
    }
    return approvalText(`about.${subject}`, { no, until: until ? moment(until) : '' })
  }
  async function ask(subject: Approval['subject'], given: Given): Promise<void> {
    const of = incident.value
    if (!of) return
    const no = incidentNo(of)
    const until = subject === 'suspend' ? (given.until ?? (await askUntil(approvalText('until.title', { no })))) : null
    if (subject === 'suspend' && until === null) return
    const title = approvalText(`ask.${subject}`)
    const words = about(subject, of, until)
    const reason = given.reason ?? (await askReason(title, words, usualReasons(`approval.${subject}`)))
    if (reason === null) return
    const said = ({ role }: Approval) =>
      approvalText('done.asked', { no, subject: approvalText(`subject.${subject}`), role: personText(`role.${role}`) })
    await attempt(approvals.ask(of, { subject, reason, ...(until ? { until } : {}) }), said)
    desk.goOn()
  }

  function refused(subject: Approval['subject'], of: Incident): string {
    const who = { role: session.role, now: now.value }
    const refusal = askRefusal(subject, of, approvals.ofIncident(of.id), who)
    if (!refusal) return ''
    const listed = (all: string[]) => all.join(deskText('states'))
    if (refusal.why === 'role')
      return deskText('refused.role', { roles: listed(refusal.by.map((role) => personText(`role.${role}`))) })
    if (refusal.why === 'state') {
      const states = refusal.from.map((state) => incidentText(`state.${state as Incident['state']}`))
      return deskText('refused.state', { states: listed(states) })
    }
    return approvalText(refusal.why)
  }
  return computed((): MoveButton[] => {
    const of = incident.value
    if (!of) return []
    return approvalSubjects.map((subject) => ({
      id: `approval.ask-${subject}`,
      title: approvalText(`ask.${subject}`),
      label: approvalText(`subject.${subject}`),
      key: keys[subject],
      refused: refused(subject, of),
      main: false,
      tells: ({ until = null }) => about(subject, of, until),
      run: (given = {}) => ask(subject, given),
    }))
  })
}
