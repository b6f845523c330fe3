import { words } from '../kernel/i18n.ts'

type Key =
  | 'assign'
  | 'assign.place'
  | 'assign.limit'
  | 'assign.next'
  | 'assign.first'
  | 'raise'
  | 'step'
  | 'step.squad'
  | 'reason'
  | 'note'
  | 'asks-reason'
  | 'asks-until'
  | 'asks'
  | `caution.${'takes' | 'second' | 'unranked' | 'not-ranked' | 'unknown' | 'busy' | 'lost'}`
  | `bar.${'no-authority' | 'off-duty' | 'no-rank' | 'computing' | 'no-place' | 'not-here' | 'which-place' | 'which-case' | 'no-case' | 'no-alarm' | 'is-so' | 'other-state' | 'not-named' | 'no-position' | 'outside'}`
  | `go.${'case' | 'unit' | 'area' | 'place' | 'list'}`
  | `went.${'case' | 'unit' | 'area' | 'place' | 'list'}`
  | 'recommended'
  | 'recommended-none'
  | 'candidate'
  | 'report'
  | 'status.none'
  | 'status.area'
  | 'status.nobody'

/** What a command would do, whom it concerns, and why it cannot be done. */
export const foretoldText = words<Key>('foretold', {
  'zh-CN': {
    assign: '将派 {case} 给 {squads}',
    'assign.place': '（{part}席位）',
    'assign.limit': '应答时限 {limit}',
    'assign.next': '逾时改派 {squad}',
    'assign.first': '先接先得',
    raise: '再叫 {forces}',
    step: '{case}：{move}',
    'step.squad': '{case}：{move} {squad}（{state}）',
    reason: '理由：{reason}',
    note: '“{text}”',
    'asks-reason': '回车后填理由',
    'asks-until': '回车后选日期',
    asks: '回车后再问',
    'caution.takes': '撤回 {squads} 的派单',
    'caution.second': '推荐第 {n}，首选 {first}',
    'caution.unranked': '{squad} 不在推荐之列：{why}',
    'caution.not-ranked': '{squad} 不在推荐之列',
    'caution.unknown': '推荐正在计算',
    'caution.busy': '{squad} 在办 {n}',
    'caution.lost': '{squad} 失联',
    'bar.no-authority': '{squad} 对本案无权：{why}',
    'bar.off-duty': '{squad} 已离岗',
    'bar.no-rank': '推荐里没有第 {n}',
    'bar.computing': '推荐正在计算',
    'bar.no-place': '本案没有空缺的协同席位',
    'bar.not-here': '{squad} 不在本案',
    'bar.which-place': '本案有几支队伍，请写明哪一队：{squads}',
    'bar.which-case': '{squad} 有几件在办，请写明编号：{cases}',
    'bar.no-case': '{squad} 没有在办案卷',
    'bar.no-alarm': '{case} 没有告警',
    'bar.is-so': '{case} 已是如此',
    'bar.other-state': '{squad} 现为{state}',
    'bar.not-named': '请写明哪一队',
    'bar.no-position': '{name} 没有位置',
    'bar.outside': '不在本辖区内，请核对坐标和坐标系',
    'go.case': '打开 {case}',
    'go.unit': '在地图上看 {name}',
    'go.area': '地图移到 {name}',
    'go.place': '查看 {name} 周边',
    'go.list': '到 {name}',
    'went.case': '已打开 {case}',
    'went.unit': '已选 {name}',
    'went.area': '地图已到 {name}',
    'went.place': '正在看 {name} 周边',
    'went.list': '已到 {name}',
    recommended: '{case} 推荐：{squads}',
    'recommended-none': '{case} 没有可派的队伍：{why}',
    candidate: '{n} {squad} {far}',
    report: '新报一件案卷',
    'status.none': '未写明队伍、案卷或镇街',
    'status.area': '{name}：未结 {open}，超时 {over}，在岗 {squads} 队',
    'status.nobody': '尚无队伍',
  },
  en: {
    assign: 'Offers {case} to {squads}',
    'assign.place': ' as {part}',
    'assign.limit': 'answer within {limit}',
    'assign.next': 'then {squad} is asked',
    'assign.first': 'the first to accept has it',
    raise: 'calls {forces} too',
    step: '{case}: {move}',
    'step.squad': '{case}: {move}, {squad} ({state})',
    reason: 'reason: {reason}',
    note: '“{text}”',
    'asks-reason': 'Enter asks for the reason',
    'asks-until': 'Enter asks for the date',
    asks: 'Enter asks for the rest',
    'caution.takes': 'withdraws the offer to {squads}',
    'caution.second': 'ranked {n}, first is {first}',
    'caution.unranked': '{squad} is not recommended: {why}',
    'caution.not-ranked': '{squad} is not recommended',
    'caution.unknown': 'the ranking is being computed',
    'caution.busy': '{squad} has {n} in hand',
    'caution.lost': '{squad} is lost',
    'bar.no-authority': '{squad} has no authority here: {why}',
    'bar.off-duty': '{squad} is off duty',
    'bar.no-rank': 'the ranking has no number {n}',
    'bar.computing': 'the ranking is being computed',
    'bar.no-place': 'no place for a member is open in this case',
    'bar.not-here': '{squad} has no part in this case',
    'bar.which-place': 'several squads have it, say which: {squads}',
    'bar.which-case': '{squad} has several in hand, give the number: {cases}',
    'bar.no-case': '{squad} has nothing in hand',
    'bar.no-alarm': '{case} has no alarm',
    'bar.is-so': '{case} is so already',
    'bar.other-state': '{squad} is now: {state}',
    'bar.not-named': 'say which squad',
    'bar.no-position': '{name} has no position',
    'bar.outside': 'outside the district: check the coordinates and their datum',
    'go.case': 'Opens {case}',
    'go.unit': 'Shows {name} on the map',
    'go.area': 'Moves the map to {name}',
    'go.place': 'Looks around {name}',
    'go.list': 'Goes to {name}',
    'went.case': '{case} opened',
    'went.unit': '{name} selected',
    'went.area': 'The map shows {name}',
    'went.place': 'Looking around {name}',
    'went.list': 'In {name}',
    recommended: '{case}, recommended: {squads}',
    'recommended-none': '{case}: nobody can go: {why}',
    candidate: '{n} {squad} {far}',
    report: 'A new incident',
    'status.none': 'Say which squad, incident or township',
    'status.area': '{name}: {open} open, {over} overdue, {squads} squads on duty',
    'status.nobody': 'no squad yet',
  },
})
