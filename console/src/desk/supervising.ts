import type { Incident } from '@lianqin/shared/incident'
import { type Supervision, type SupervisionMove, supervisionMachine } from '@lianqin/shared/supervision'
import { computed, type Ref } from 'vue'
import { incidentNo } from '../incident/incident.text.ts'
import { deskKeys, moveKeys } from '../kernel/keymap.ts'
import { attempt } from '../kernel/notices.ts'
import { clockMinute, dayWords } from '../kernel/time.ts'
import { useMatters } from '../matter/matter.store.ts'
import { personText } from '../person/person.text.ts'
import { useSession } from '../person/session.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { askOrder } from '../supervision/ask-order.ts'
import { useSupervisions } from '../supervision/supervision.store.ts'
import { supervisionText } from '../supervision/supervision.text.ts'
import { useTasks } from '../task/task.store.ts'
import { askReason } from '../ui/ask-reason.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import type { Given } from './given.ts'
import type { MoveButton } from './moves.ts'
import { usualReasons } from './reason.text.ts'

const moves = ['close', 'again', 'withdraw'] as const satisfies readonly SupervisionMove[]
const issuers = supervisionMachine.moves.close.by
const keys = { order: deskKeys.supervise, reminder: deskKeys.notice }

/** Pressing the squads of a case: orders and notices are issued here, and what they answered is accepted or not. */
export function useSupervising(incident: Ref<Incident | null>) {
  const desk = useDesk()
  const session = useSession()
  const matters = useMatters()
  const squads = useSquads()
  const supervisions = useSupervisions()
  const tasks = useTasks()

  const standing = computed(() => (incident.value ? supervisions.ofIncident(incident.value.id) : []))
  const order = computed(
    () =>
      standing.value.find(({ id }) => id === desk.supervisionId) ??
      standing.value.find(isAnswered) ??
      standing.value[0],
  )
  /** Squads that have or had a part in the case, each once. */
  const whose = computed(() => {
    const rows = incident.value ? tasks.ofIncident(incident.value.id) : []
    return [...new Set(rows.flatMap(({ squadId }) => (squadId ? [squadId] : [])))]
  })
  const forRole = () =>
    deskText('refused.role', { roles: issuers.map((one) => personText(`role.${one}`)).join(deskText('states')) })

  async function issue(kind: Supervision['kind'], said: Given): Promise<void> {
    const of = incident.value
    if (!of) return
    const choices = whose.value.map((id) => ({ value: id, label: squads.nameOf(id) }))
    const about = `${incidentNo(of)} ${matters.nameOf(of.matterId)}·${choices.map(({ label }) => label).join(deskText('states'))}`
    const known = { squadId: said.squadId ?? null, text: said.reason ?? '' }
    const given = await askOrder({ title: supervisionText(`issue.${kind}`), about, squads: choices, known })
    if (!given) return
    const done = ({ squadId, dueAt }: Supervision) =>
      supervisionText('done-issued', {
        no: incidentNo(of),
        squad: squads.nameOf(squadId),
        kind: supervisionText(`kind.${kind}`),
        time: `${dayWords(dueAt)} ${clockMinute(dueAt)}`,
      })
    await attempt(supervisions.issue(of, { ...given, kind }), done)
    desk.goOn()
  }
  async function take(move: (typeof moves)[number], of: Supervision): Promise<void> {
    const words = { squad: squads.nameOf(of.squadId), kind: supervisionText(`kind.${of.kind}`) }
    const needsReason = supervisionMachine.needsReason(move)
    const title = `${supervisionText(`move.${move}`)}·${words.squad}`
    const reason = needsReason
      ? await askReason(title, of.answer ?? of.text, usualReasons(`supervision.${move}`))
      : null
    if (needsReason && reason === null) return
    const said = ({ state }: Supervision) =>
      supervisionText('done-moved', { ...words, state: supervisionText(`state.${state}`) })
    await attempt(supervisions.move(of, move, reason === null ? {} : { reason }), said)
    desk.goOn('supervisions')
  }

  const issuing = computed(() =>
    (['order', 'reminder'] as const).map((kind): MoveButton => {
      const refused = session.isOneOf(issuers) ? (whose.value.length > 0 ? '' : supervisionText('no-squad')) : forRole()
      const title = supervisionText(`issue.${kind}`)
      const label = supervisionText(`kind.${kind}`)
      return {
        id: `supervision.${kind}`,
        title,
        label,
        key: keys[kind],
        refused,
        main: false,
        run: (given = {}) => issue(kind, given),
      }
    }),
  )
  const deciding = computed((): MoveButton[] => {
    const of = order.value
    if (!of) return []
    return moves.map((move) => {
      const { from } = supervisionMachine.moves[move]
      const states = from.map((state) => supervisionText(`state.${state}`)).join(deskText('states'))
      const possible = supervisionMachine.movesFrom(of.state, session.role ?? '').includes(move)
      const refused = possible ? '' : session.isOneOf(issuers) ? deskText('refused.state', { states }) : forRole()
      const title = `${supervisionText(`move.${move}`)} ${supervisionText(`kind.${of.kind}`)}`
      const label = supervisionText(`move.${move}`)
      const key = moveKeys.supervision[move] ?? ''
      return { id: `supervision.${move}`, title, label, key, refused, main: false, run: () => take(move, of) }
    })
  })
  return { order, standing, issuing, deciding }
}

const isAnswered = ({ state }: Supervision) => state === 'answered'
