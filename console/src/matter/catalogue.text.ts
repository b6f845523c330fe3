import type { EnforcementItem, ListEntry } from '@lianqin/shared/item'
import type { Matter } from '@lianqin/shared/matter'
import { words } from '../kernel/i18n.ts'

/** The parts of the catalogue as one looks through it. */
export const catalogueTabs = ['classes', 'items', 'use'] as const
export type CatalogueTab = (typeof catalogueTabs)[number]

type Key =
  | 'title'
  | 'version'
  | 'version-of'
  | 'counts'
  | 'older'
  | `tab.${CatalogueTab}`
  | `find.${Exclude<CatalogueTab, 'use'>}`
  | 'found'
  | 'more'
  | 'none'
  | 'used'
  | `kind.${Matter['kind']}`
  | `track.${EnforcementItem['track']}`
  | `list.${ListEntry['list']}`
  | `field.${'kind' | 'conditions' | 'closing' | 'department' | 'delegated' | 'item' | 'basis' | 'line' | 'track' | 'lists' | 'classes' | 'items' | 'used'}`
  | 'conditions-more'
  | 'entry'
  | 'not-delegated'
  | 'no-item'
  | 'everywhere'
  | 'first-offence'
  | 'share'
  | 'share-formula'
  | 'lines-used'

/** The words of the page that shows the catalogue. */
export const catalogueText = words<Key>('catalogue', {
  'zh-CN': {
    title: '事项目录',
    version: '版本',
    'version-of': '第 {version} 版·{day} 载入',
    counts: '{lines} 条线·{items} 项执法事项·{matters} 类立案事项',
    older: '这是旧版：只有当时立案的案卷仍按它办理。',
    'tab.classes': '立案事项',
    'tab.items': '执法事项',
    'tab.use': '在用情况',
    'find.classes': '名称、编码、立案条件、拼音或首字母',
    'find.items': '名称、编码、条线、拼音或首字母',
    found: '{n} 项，在用的在前',
    more: '另有 {n} 项，请再输入几个字',
    none: '没有相符的事项',
    used: '在用',
    'kind.component': '部件',
    'kind.event': '事件',
    'track.summary': '简易',
    'track.fast': '快速',
    'track.ordinary': '普通',
    'list.township': '镇街清单',
    'list.specialised': '专业清单',
    'list.boundary': '边界清单',
    'field.kind': '类别',
    'field.conditions': '立案条件',
    'field.closing': '结案条件',
    'field.department': '主管',
    'field.delegated': '赋权',
    'field.item': '执法事项',
    'field.basis': '依据',
    'field.line': '条线',
    'field.track': '程序',
    'field.lists': '清单',
    'field.classes': '立案事项',
    'field.items': '全部',
    'field.used': '在用',
    'conditions-more': '{limit}，另 {n} 种',
    entry: '{who}（{where}）',
    'not-delegated': '未下放，由主管部门牵头',
    'no-item': '不涉及处罚',
    everywhere: '全区',
    'first-offence': '首违可不罚',
    share: '在用率',
    'share-formula': '在用 {exercised} 项 ÷ 全部 {items} 项 = {share} %',
    'lines-used': '{used} / {lines} 条线在用',
  },
  en: {
    title: 'Catalogue',
    version: 'Version',
    'version-of': 'version {version}·loaded {day}',
    counts: '{lines} lines·{items} enforcement items·{matters} classes',
    older: 'This is an older version: only cases opened under it still go by it.',
    'tab.classes': 'Classes',
    'tab.items': 'Enforcement items',
    'tab.use': 'In use',
    'find.classes': 'name, code, filing condition, pinyin or its initials',
    'find.items': 'name, code, line, pinyin or its initials',
    found: '{n}, those in use first',
    more: '{n} more: type a little more',
    none: 'Nothing fits',
    used: 'in use',
    'kind.component': 'Component',
    'kind.event': 'Event',
    'track.summary': 'Summary',
    'track.fast': 'Fast',
    'track.ordinary': 'Ordinary',
    'list.township': 'Township list',
    'list.specialised': 'Specialised list',
    'list.boundary': 'Boundary list',
    'field.kind': 'Kind',
    'field.conditions': 'Filed as',
    'field.closing': 'Closed by',
    'field.department': 'Owner',
    'field.delegated': 'Delegated to',
    'field.item': 'Item',
    'field.basis': 'Legal basis',
    'field.line': 'Line',
    'field.track': 'Track',
    'field.lists': 'Lists',
    'field.classes': 'Classes',
    'field.items': 'All',
    'field.used': 'In use',
    'conditions-more': '{limit}, {n} more',
    entry: '{who} ({where})',
    'not-delegated': 'to none: the department leads',
    'no-item': 'no penalty',
    everywhere: 'the whole district',
    'first-offence': 'not punished the first time',
    share: 'Share in use',
    'share-formula': '{exercised} in use ÷ {items} in all = {share} %',
    'lines-used': '{used} of {lines} lines in use',
  },
})
