import { words } from '../kernel/i18n.ts'
import type { Side } from './beside.locate.ts'

type Key =
  | 'name'
  | 'go-here'
  | 'placeholder'
  | 'proposals'
  | `key.${'complete' | 'older' | 'run' | 'leave' | 'choose'}`
  | 'nothing-done'
  | 'under-way'
  | 'ahead'
  | `fault.${'word.unknown' | 'word.ambiguous' | 'case.unknown' | 'too-many' | 'day.past' | 'day.far' | 'datum.missing'}`
  | `missing.${'case' | 'other' | 'squads' | 'thing' | 'text'}`
  | `side.${Side}`
  | 'listed'
  | 'also'
  | `kind.${'case' | 'squad' | 'unit' | 'person' | 'area' | 'place' | 'list'}`
  | 'found'
  | 'found-none'

/** The words of the command line itself; what a command would do stands in `foretold.text.ts`. */
export const lineText = words<Key>('line', {
  'zh-CN': {
    name: '命令行',
    'go-here': '到命令行',
    placeholder: '输入命令：派、荐、协同、状态、召回、挂起、查、到……',
    proposals: '补全建议',
    'key.complete': '补全',
    'key.older': '上一条',
    'key.run': '执行',
    'key.leave': '取消',
    'key.choose': '选择',
    'nothing-done': '未执行',
    'under-way': '正在执行',
    ahead: '补全后',
    'fault.word.unknown': '认不出“{word}”',
    'fault.word.ambiguous': '“{word}”可指 {names}，请写全',
    'fault.case.unknown': '没有 {no} 号案卷，或不在您的范围内',
    'fault.too-many': '“{word}”多写了',
    'fault.day.past': '日期须在此刻之后',
    'fault.day.far': '最长挂账一年',
    'fault.datum.missing': '坐标须注明坐标系：WGS-84、GCJ-02、BD-09 或 CGCS2000',
    'missing.case': '还差案卷：写编号，或先选中一件',
    'missing.other': '还差另一件案卷的编号',
    'missing.squads': '还差队伍',
    'missing.thing': '还差去处：案卷、队伍、人员、镇街、地点或坐标',
    'missing.text': '还差内容',
    'side.north': '北侧 {metres} 米',
    'side.east': '东侧 {metres} 米',
    'side.south': '南侧 {metres} 米',
    'side.west': '西侧 {metres} 米',
    listed: '、',
    also: '；',
    'kind.case': '案卷',
    'kind.squad': '队伍',
    'kind.unit': '小组',
    'kind.person': '人员',
    'kind.area': '镇街',
    'kind.place': '地点',
    'kind.list': '列表',
    found: '找到 {n} 处，回车或 ↓ 逐个看',
    'found-none': '没有找到“{text}”',
  },
  en: {
    name: 'Command line',
    'go-here': 'Go to the command line',
    placeholder: 'Type a command: assign, recommend, join, status, recall, hold, search, go …',
    proposals: 'Proposals',
    'key.complete': 'complete',
    'key.older': 'previous',
    'key.run': 'run',
    'key.leave': 'cancel',
    'key.choose': 'choose',
    'nothing-done': 'Nothing was done',
    'under-way': 'Under way',
    ahead: 'completed',
    'fault.word.unknown': '“{word}” is not understood',
    'fault.word.ambiguous': '“{word}” could be {names}: say which',
    'fault.case.unknown': 'There is no incident {no}, or it is outside your scope',
    'fault.too-many': '“{word}” is one too many',
    'fault.day.past': 'The date must be later than now',
    'fault.day.far': 'Suspended for a year at most',
    'fault.datum.missing': 'Coordinates need their datum: WGS-84, GCJ-02, BD-09 or CGCS2000',
    'missing.case': 'Which incident? Give its number, or select one first',
    'missing.other': 'Which other incident? Give its number',
    'missing.squads': 'Which squad?',
    'missing.thing': 'Where to? An incident, squad, person, township, place or coordinates',
    'missing.text': 'What shall it say?',
    'side.north': '{metres} m north',
    'side.east': '{metres} m east',
    'side.south': '{metres} m south',
    'side.west': '{metres} m west',
    listed: ', ',
    also: '; ',
    'kind.case': 'Incident',
    'kind.squad': 'Squad',
    'kind.unit': 'Unit',
    'kind.person': 'Person',
    'kind.area': 'Township',
    'kind.place': 'Place',
    'kind.list': 'List',
    found: '{n} found: Enter or ↓ goes through them',
    'found-none': 'Nothing found for “{text}”',
  },
})
