import type { Area } from '@lianqin/shared/jurisdiction'
import type { Crs } from '@lianqin/shared/wire/place'
import { words } from '../kernel/i18n.ts'

type Key = 'name' | 'district' | `mode.${Area['mode']}` | `mode-short.${Area['mode']}` | `datum.${Crs}` | 'approximate'

/** The words of townships, of who enforces in them, and of the datums a place is given in. */
export const jurisdictionText = words<Key>('jurisdiction', {
  'zh-CN': {
    name: '镇街',
    district: '全区',
    'mode.empowered': '赋权镇街，以本镇街名义执法',
    'mode.joint-liaison': '联合执法联络模式，部门执法、属地配合',
    'mode-short.empowered': '赋权',
    'mode-short.joint-liaison': '联络',
    'datum.wgs84': 'WGS-84',
    'datum.gcj02': 'GCJ-02',
    'datum.bd09': 'BD-09',
    'datum.cgcs2000': 'CGCS2000',
    approximate: '镇街界线为示意，非官方界线',
  },
  en: {
    name: 'Townships',
    district: 'District',
    'mode.empowered': 'Empowered: the township enforces in its own name',
    'mode.joint-liaison': 'Joint liaison: departments enforce, the township assists',
    'mode-short.empowered': 'empowered',
    'mode-short.joint-liaison': 'liaison',
    'datum.wgs84': 'WGS-84',
    'datum.gcj02': 'GCJ-02',
    'datum.bd09': 'BD-09',
    'datum.cgcs2000': 'CGCS2000',
    approximate: 'Township lines are approximate, not official',
  },
})
