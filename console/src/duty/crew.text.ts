import type { LicenceState, Officer } from '@lianqin/shared/officer'
import { words } from '../kernel/i18n.ts'

type Key =
  | `licence.${LicenceState}`
  | `kind.${Officer['kind']}`
  | 'unfit.auxiliary'
  | 'sign-on.title'
  | 'sign-on.about'
  | 'title'
  | 'about'
  | 'count'
  | 'none'
  | 'do-sign-on'
  | 'do-task'
  | 'label'
  | 'unnamed'
  | 'set'
  | 'change'
  | 'done'
  | 'cleared'
  | 'between'

/** The words of crews: who is there, who goes, and with which licence. */
export const crewText = words<Key>('crew', {
  'zh-CN': {
    'unfit.auxiliary': '辅助人员，不能执法',
    'sign-on.title': '{squad}·谁在岗',
    'sign-on.about': '勾选到岗人员。执法证过期的可以上岗，但不计入持证。',
    title: '{squad}·谁去',
    about: '案卷 {no}。只有本队持证执法人员可以参加执法任务。',
    count: '在场 {n} 人·持证 {licensed} 人',
    none: '不报名单',
    'do-sign-on': '上岗',
    'do-task': '定下这些人',
    label: '执法人员',
    unnamed: '尚未定人',
    set: '定人',
    change: '换人',
    done: '执法人员已定：{names}',
    cleared: '已撤下全部执法人员',
    between: '、',
    'licence.none': '无执法证',
    'licence.valid': '有效至 {until}',
    'licence.running-out': '{until} 到期，还有 {n} 天',
    'licence.lapsed': '{until} 已过期',
    'kind.enforcement': '执法人员',
    'kind.auxiliary': '辅助人员',
  },
  en: {
    'unfit.auxiliary': 'auxiliary, may not enforce',
    'sign-on.title': '{squad}: who is there',
    'sign-on.about': 'Tick who has come. One whose licence has lapsed may be there, but is not counted as licensed.',
    title: '{squad}: who goes',
    about: 'Incident {no}. Only licensed officers of this squad may go on an enforcement task.',
    count: '{n} there · {licensed} licensed',
    none: 'Without a list',
    'do-sign-on': 'Go on duty',
    'do-task': 'These go',
    label: 'Officers',
    unnamed: 'nobody named yet',
    set: 'Name them',
    change: 'Change',
    done: 'Officers named: {names}',
    cleared: 'Everybody taken off',
    between: ', ',
    'licence.none': 'no licence',
    'licence.valid': 'valid until {until}',
    'licence.running-out': 'until {until}, {n} days left',
    'licence.lapsed': 'lapsed on {until}',
    'kind.enforcement': 'Officer',
    'kind.auxiliary': 'Auxiliary',
  },
})
