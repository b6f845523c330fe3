import type { Unit } from '@lianqin/shared/unit'
import { words } from '../kernel/i18n.ts'
import type { UnitState } from './unit.rank.ts'

type Key =
  | 'name'
  | 'position'
  | 'cases'
  | 'no-cases'
  | `state.${UnitState}`
  | `kind.${Unit['kind']}`
  | 'position-age'
  | 'no-position'
  | 'stopped'

/** The words of units: what each is doing, what it moves on, how old its position is. */
export const unitText = words<Key>('unit', {
  'zh-CN': {
    name: '小组',
    position: '位置',
    cases: '在办案卷',
    'no-cases': '没有在办的案卷',
    'state.off': '离岗',
    'state.available': '待命',
    'state.offered': '待应答',
    'state.accepted': '已接单',
    'state.enroute': '途中',
    'state.onscene': '到场',
    'state.lost': '失联',
    'kind.car': '巡逻车',
    'kind.foot': '步巡组',
    'kind.motorcycle': '摩托车',
    'position-age': '位置 {age} 前',
    'no-position': '没有位置',
    stopped: '所有小组的位置都已停更 {age}，最后一次 {time}',
  },
  en: {
    name: 'Units',
    position: 'Position',
    cases: 'Cases in hand',
    'no-cases': 'No case in hand',
    'state.off': 'Off duty',
    'state.available': 'Available',
    'state.offered': 'Offered',
    'state.accepted': 'Accepted',
    'state.enroute': 'En route',
    'state.onscene': 'On scene',
    'state.lost': 'Lost',
    'kind.car': 'Patrol car',
    'kind.foot': 'Foot patrol',
    'kind.motorcycle': 'Motorcycle',
    'position-age': 'position {age} ago',
    'no-position': 'no position',
    stopped: 'Positions of all units stopped {age} ago, the last at {time}',
  },
})
