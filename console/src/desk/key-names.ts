import { alarmText } from '../alarm/alarm.text.ts'
import { approvalText } from '../approval/approval.text.ts'
import { deviceText } from '../device/device.text.ts'
import { crewText } from '../duty/crew.text.ts'
import { dutyText } from '../duty/duty.text.ts'
import { incidentText } from '../incident/incident.text.ts'
import { placesText } from '../incident/places.text.ts'
import type { KeyName } from '../kernel/key-names.ts'
import { commonKeys, deskKeys, evaluationKeys, moveKeys, outcomeKeys, replayKeys } from '../kernel/keymap.ts'
import { lineText } from '../line/line.text.ts'
import { catalogueText } from '../matter/catalogue.text.ts'
import { offerText } from '../offer/offer.text.ts'
import { outcomeText } from '../outcome/outcome.text.ts'
import { accountsText } from '../person/accounts.text.ts'
import { personText } from '../person/person.text.ts'
import { squadText } from '../squad/squad.text.ts'
import { supervisionText } from '../supervision/supervision.text.ts'
import { taskText } from '../task/task.text.ts'
import { requestText } from '../track/request.text.ts'
import { uiText } from '../ui/ui.text.ts'
import { deskText } from './desk.text.ts'

type Named = readonly [group: string, title: string]
/** A table of keys with the names of what they do; none of either may be missing. */
const named = <Name extends string>(
  keys: Readonly<Record<Name, string | readonly string[]>>,
  names: Readonly<Record<NoInfer<Name>, Named>>,
): KeyName[] =>
  (Object.keys(keys) as Name[]).flatMap((name) => {
    const [group, title] = names[name]
    return [keys[name]].flat().map((key) => ({ key, title, group }))
  })
const ofMoves = <Move extends string>(
  keys: Readonly<Record<Move, string | null>>,
  group: string,
  title: (move: Move) => string,
): KeyName[] =>
  (Object.keys(keys) as Move[]).flatMap((move) => {
    const key = keys[move]
    return key === null ? [] : [{ key, title: title(move), group }]
  })

const about = (whole: string, part: string) => `${whole}·${part}`

/** What every key of the desk does, also while it cannot be done: for whoever gives one another place. */
export function deskKeyNames(): KeyName[] {
  const [ofCase, ofOffers] = [deskText('group.case'), deskText('group.offers')]
  const [alarms, deciding] = [deskText('group.alarms'), deskText('group.deciding')]
  return [
    ...commonNames(ofCase),
    ...named(deskKeys, { ...listNames(), ...caseNames(ofCase, ofOffers), ...mapNames(), ...officeNames() }),
    ...ofMoves(moveKeys.incident, ofCase, (move) => incidentText(`move.${move}`)),
    ...ofMoves(moveKeys.task, ofOffers, (move) => taskText(`move.${move}`)),
    ...ofMoves(moveKeys.offer, ofOffers, (move) => offerText(`move.${move}`)),
    ...ofMoves(moveKeys.alarm, alarms, (move) => alarmText(`move.${move}`)),
    ...ofMoves(moveKeys.approval, deciding, (move) => about(approvalText('name'), approvalText(`move.${move}`))),
    ...ofMoves(moveKeys.supervision, deciding, (move) =>
      about(supervisionText('name'), supervisionText(`move.${move}`)),
    ),
    ...ofMoves(moveKeys.squad, deskText('group.board'), (move) => squadText(`move.${move}`)),
    ...outcomeNames(),
    { key: replayKeys.open, title: deskText('go.replay'), group: deskText('group.office') },
    { key: evaluationKeys.open, title: deskText('go.evaluation'), group: deskText('group.office') },
  ]
}

function commonNames(ofCase: string): KeyName[] {
  const general = uiText('general')
  return named(commonKeys, {
    palette: [general, uiText('palette')],
    help: [general, uiText('help')],
    report: [ofCase, deskText('report')],
    line: [deskText('group.lists'), lineText('go-here')],
    merge: [ofCase, incidentText('void-as-duplicate')],
    layers: [deskText('group.map'), deskText('map.labels')],
    mute: [deskText('group.alarms'), alarmText('sound.mute')],
    language: [general, uiText('language')],
    theme: [general, uiText('theme')],
    signOut: [general, personText('sign-out')],
  })
}
function listNames() {
  const of = (title: string): Named => [deskText('group.lists'), title]
  return {
    pending: of(deskText('go.pending')),
    active: of(deskText('go.active')),
    board: of(deskText('go.board')),
    alarms: of(deskText('go.alarms')),
    closed: of(deskText('go.closed')),
    requests: of(deskText('go.requests')),
    supervisions: of(deskText('go.supervisions')),
    suspended: of(deskText('go.suspended')),
    down: of(deskText('down')),
    up: of(deskText('up')),
    pageDown: of(deskText('page-down')),
    pageUp: of(deskText('page-up')),
    open: of(deskText('open')),
    back: of(deskText('back')),
    order: of(deskText('order')),
  }
}
function caseNames(ofCase: string, ofOffers: string) {
  const deciding = (title: string): Named => [deskText('group.deciding'), title]
  return {
    recompute: [ofOffers, offerText('recompute')],
    place: [ofOffers, placesText('next')],
    preempt: [ofOffers, deskText('preempt.short')],
    crew: [ofOffers, crewText('set')],
    urgent: [ofCase, deskText('urgent.on')],
    major: [ofCase, deskText('major.on')],
    partOf: [ofCase, deskText('part-of')],
    note: [ofCase, deskText('note')],
    openAlarm: [deskText('group.alarms'), alarmText('open-case')],
    extend: deciding(approvalText('ask.extend')),
    suspend: deciding(approvalText('ask.suspend')),
    forceClose: deciding(approvalText('ask.force-close')),
    supervise: deciding(supervisionText('issue.order')),
    notice: deciding(supervisionText('issue.reminder')),
  } as const satisfies Record<string, Named>
}
function mapNames() {
  const of = (title: string): Named => [deskText('group.map'), title]
  return {
    follow: of(deskText('map.follow')),
    city: of(deskText('map.city')),
    district: of(deskText('map.district')),
    fences: of(deskText('map.fences')),
    around: of(deskText('around.open-here')),
  }
}
function officeNames() {
  const of = (title: string): Named => [deskText('group.office'), title]
  return {
    accounts: of(accountsText('title')),
    duty: of(dutyText('go.duty')),
    handOver: of(dutyText('go.handover')),
    catalogue: of(catalogueText('title')),
    devices: of(deviceText('title')),
    tracks: of(requestText('title')),
  }
}
function outcomeNames(): KeyName[] {
  const group = outcomeText('group')
  return named(outcomeKeys, {
    toCase: [group, outcomeText('to-case')],
    noLead: [group, outcomeText('no-lead')],
    photo: [group, outcomeText('photo-add')],
    look: [group, outcomeText('photo-look')],
    office: [group, outcomeText('office')],
    take: [group, outcomeText('move.take')],
    giveBack: [group, outcomeText('move.return')],
    decide: [group, outcomeText('move.decide')],
  })
}
