import type { Decision } from '@lianqin/shared/decision'
import type { tracks } from '@lianqin/shared/item'
import { words } from '../kernel/i18n.ts'

type Key =
  | `kind.${Decision['kind']}`
  | `track.${(typeof tracks)[number]}`
  | 'waiver-unticked'
  | 'decide-done'
  | 'grounds'
  | 'decided'
  | 'decided-fine'
  | 'decision-kind'
  | 'waiver-needs'
  | 'corrected'
  | 'minor'
  | 'track'
  | 'track-own'
  | 'fine'
  | 'fine-missing'
  | 'fine-limit'
  | 'officers'
  | 'officers-hint'
  | 'officer-off'
  | 'extended-for'
  | 'extended-hint'

/** The words of a decision: let go or punished, on which track, how much, and by whom. */
export const decisionText = words<Key>('decision', {
  'zh-CN': {
    'kind.no-penalty': '不予处罚（首违不罚）',
    'kind.penalty': '处罚',
    'track.summary': '简易程序（当场）',
    'track.fast': '快速程序',
    'track.ordinary': '普通程序',
    grounds: '决定理由',
    'decide-done': '第 {no} 号决定：{kind}',
    decided: '第 {no} 号决定·{kind}·{day}',
    'decided-fine': '{track}·罚款 {amount} 元',
    'decision-kind': '决定种类',
    'waiver-needs': '首违不罚须同时满足：在清单内、{days} 天内首次、危害轻微、及时改正。',
    corrected: '已及时改正',
    minor: '危害后果轻微',
    track: '办案程序',
    'track-own': '事项默认',
    fine: '罚款（元，警告填 0）',
    'fine-missing': '请填罚款金额',
    'fine-limit': '当场处罚上限：{kind} {limit} 元',
    officers: '承办执法人员',
    'officers-hint': '姓名',
    'officer-off': '撤下{name}',
    'extended-for': '延长办案期限：由谁批准、为何',
    'extended-hint': '办案期限已于 {day} 届满',
    'waiver-unticked': '请确认危害轻微、已及时改正。',
  },
  en: {
    'kind.no-penalty': 'No penalty (first offence)',
    'kind.penalty': 'Penalty',
    'track.summary': 'On the spot',
    'track.fast': 'Fast',
    'track.ordinary': 'Ordinary',
    grounds: 'Grounds',
    'decide-done': 'Decision {no}: {kind}',
    decided: 'Decision {no}·{kind}·{day}',
    'decided-fine': '{track}·fine of {amount} yuan',
    'decision-kind': 'What is decided',
    'waiver-needs':
      'A first offence is let go if the item is on the list, nothing was decided in {days} days, the harm is small, and it was put right.',
    corrected: 'Put right in time',
    minor: 'The harm is small',
    track: 'Track',
    'track-own': 'default of the item',
    fine: 'Fine (yuan, 0 for a warning)',
    'fine-missing': 'Give the fine',
    'fine-limit': 'On-the-spot limit for {kind}: {limit} yuan',
    officers: 'Officers in charge',
    'officers-hint': 'name',
    'officer-off': 'Take {name} off',
    'extended-for': 'Extension: by whom and why',
    'extended-hint': 'The time to decide ended on {day}',
    'waiver-unticked': 'Confirm that the harm is small and that it was put right.',
  },
})
