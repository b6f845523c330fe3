import { reportText } from '../incident/report.text.ts'
import { commonKeys, deskKeys } from '../kernel/keymap.ts'
import { type Action, keysAreHeld, useActions } from '../kernel/keys.ts'
import { notify } from '../kernel/notices.ts'
import { personText } from '../person/person.text.ts'
import { useSession } from '../person/session.store.ts'
import { isListZone, type ListZone, listZones, useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import type { DeskLists } from './lists.ts'

const PAGE = 10
/** Lists that stand there even when they are empty. */
const ALWAYS: readonly ListZone[] = ['pending', 'active', 'closed']
const group = () => deskText('group.lists')
const listIsOpen = () => document.activeElement?.getAttribute('aria-expanded') === 'true'

/** Registers how the lists are walked: a digit goes to one, arrows along it, Enter into the case, Esc back out. */
export function useListKeys({ lists, step, enter }: DeskLists): void {
  const desk = useDesk()
  const session = useSession()
  const mayReport = () => session.isOneOf(['dispatcher', 'shift-lead'])
  const notYours = () =>
    deskText('report.not-yours', {
      roles: [personText('role.dispatcher'), personText('role.shift-lead')].join(deskText('states')),
    })
  // Without a title no sheet of keys promises it; whoever tries the key all the same is told why not.
  const refusedReport: Action = {
    id: 'desk.report-refused',
    keys: [commonKeys.report],
    title: () => '',
    group: () => deskText('group.case'),
    quiet: true,
    run: () => notify('refused', notYours()),
  }
  const inLists = () => isListZone(desk.zone)
  const walk = (by: number) => () => {
    if (isListZone(desk.zone)) step(desk.zone, by)
  }
  const goes = (zone: ListZone): Action => ({
    id: `desk.${zone}`,
    keys: [deskKeys[zone]],
    title: () => deskText(`go.${zone}`),
    group,
    when: () => desk.zone !== 'pane' && (ALWAYS.includes(zone) || lists.value[zone].length > 0),
    whyNot: () => (ALWAYS.includes(zone) ? '' : deskText(`empty.${zone}`)),
    run: () => enter(zone),
  })
  function back() {
    if (desk.reporting) desk.endReport()
    else if (inLists() && desk.caseId) desk.select(null)
    else if (inLists()) desk.unitId = null
    desk.focus(desk.lastList)
  }

  useActions([
    ...listZones.map(goes),
    {
      id: 'desk.down',
      keys: deskKeys.down,
      title: () => deskText('down'),
      group,
      when: inLists,
      quiet: true,
      run: walk(1),
    },
    { id: 'desk.up', keys: deskKeys.up, title: () => deskText('up'), group, when: inLists, quiet: true, run: walk(-1) },
    {
      id: 'desk.page-down',
      keys: deskKeys.pageDown,
      title: () => deskText('page-down'),
      group,
      when: inLists,
      quiet: true,
      run: walk(PAGE),
    },
    {
      id: 'desk.page-up',
      keys: deskKeys.pageUp,
      title: () => deskText('page-up'),
      group,
      when: inLists,
      quiet: true,
      run: walk(-PAGE),
    },
    {
      id: 'desk.open',
      keys: [deskKeys.open],
      title: () => deskText('open'),
      group,
      when: () => inLists() && desk.caseId !== null,
      quiet: true,
      run: () => desk.focus('pane'),
    },
    {
      id: 'desk.back',
      keys: [deskKeys.back],
      title: () => deskText('back'),
      group,
      quiet: true,
      run: back,
    },
    {
      id: 'desk.order',
      keys: [deskKeys.order],
      title: () => `${deskText('order')} (${deskText(`order.${desk.order === 'due' ? 'share' : 'due'}`)})`,
      group,
      run: desk.changeOrder,
    },
    {
      id: 'desk.discard',
      keys: [deskKeys.back],
      title: () => reportText('cancel'),
      group,
      // An open list of choices is closed first, by its own Esc.
      when: () => desk.zone === 'form' && !keysAreHeld.value && !listIsOpen(),
      whileTyping: true,
      quiet: true,
      run: back,
    },
    {
      id: 'desk.report',
      keys: mayReport() ? [commonKeys.report] : [],
      title: () => deskText('report'),
      group: () => deskText('group.case'),
      when: () => mayReport() && !desk.reporting,
      whyNot: () => (mayReport() ? '' : notYours()),
      run: desk.startReport,
    },
    ...(mayReport() ? [] : [refusedReport]),
  ])
}
