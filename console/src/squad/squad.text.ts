import type { Force, Squad, SquadMove } from '@lianqin/shared/squad'
import { words } from '../kernel/i18n.ts'

type Key = 'name' | `state.${Squad['state']}` | `move.${SquadMove}` | `force.${Force['kind']}` | 'squads' | 'units'

/** The words of squads and the forces they belong to. */
export const squadText = words<Key>('squad', {
  'zh-CN': {
    name: '队伍',
    'state.on-duty': '在岗',
    'state.off-duty': '离岗',
    'move.sign-on': '上岗',
    'move.sign-off': '离岗',
    'move.recount': '重新清点',
    'force.township': '镇街队伍',
    'force.direct': '直属队伍',
    'force.department': '部门队伍',
    squads: '{n} 队',
    units: '{n} 组',
  },
  en: {
    name: 'Squads',
    'state.on-duty': 'On duty',
    'state.off-duty': 'Off duty',
    'move.sign-on': 'Go on duty',
    'move.sign-off': 'Go off duty',
    'move.recount': 'Counted anew',
    'force.township': 'Township force',
    'force.direct': 'Direct force',
    'force.department': 'Department force',
    squads: '{n} squad | {n} squads',
    units: '{n} unit | {n} units',
  },
})
