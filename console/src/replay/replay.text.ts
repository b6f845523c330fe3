import { words } from '../kernel/i18n.ts'

type Key =
  | `ask${'' | '.long' | '.from' | '.to' | '.reason' | '.reason-hint' | '.reason-missing' | '.span-wrong' | '.gone' | '.whose' | '.all' | '.begin' | '.find'}`
  | `last.${'1' | '4' | '8' | '24'}`
  | `take.${'gpx' | 'geojson' | 'csv'}`
  | 'title'
  | 'open'
  | 'back'
  | 'again'
  | 'loading'
  | 'told'
  | 'units'
  | 'units-chosen'
  | 'units-none'
  | 'tracks-none'
  | 'cases'
  | 'cases-none'
  | 'log'
  | 'log-none'
  | 'play'
  | 'pause'
  | 'slower'
  | 'faster'
  | 'speed'
  | 'back-s'
  | 'on-s'
  | 'back-min'
  | 'on-min'
  | 'before'
  | 'next'
  | 'first'
  | 'last'
  | 'time'
  | 'follow'
  | 'follow-none'
  | 'choose'
  | 'show-all'
  | 'whole'
  | 'group'
  | 'file'
  | 'marks'
/** The words of the time machine. */
export const replayText = words<Key>('replay', {
  'zh-CN': {
    ask: '回放一段时间',
    'ask.long': '查看队伍行踪须写明事由。事由、时段和查看人记入日志，被查看的队伍能看到。',
    'ask.from': '从',
    'ask.to': '到',
    'ask.reason': '事由',
    'ask.reason-hint': '如：投诉到场太慢，核对当时位置',
    'ask.reason-missing': '请写明事由',
    'ask.span-wrong': '时段须在三十一天以内，且结束晚于开始',
    'ask.gone': '轨迹保存 {days} 天，更早的已按规定清除；日志仍可回放。',
    'ask.whose': '队伍小组',
    'ask.all': '辖区内全部（{n}）',
    'ask.begin': '开始回放',
    'ask.find': '按名称查找',
    'last.1': '最近 1 小时',
    'last.4': '最近 4 小时',
    'last.8': '最近 8 小时',
    'last.24': '最近 24 小时',
    'take.gpx': '导出 GPX',
    'take.geojson': '导出 GeoJSON',
    'take.csv': '导出 CSV',
    title: '时间回放',
    open: '时间回放',
    back: '回到席位',
    again: '换一段时间',
    loading: '正在取轨迹和日志…',
    told: '事由',
    units: '小组 {n}',
    'units-chosen': '小组 {chosen}/{n}',
    'units-none': '此刻没有已知位置',
    'tracks-none': '这段时间没有轨迹：所选小组未在岗，或轨迹已清除。',
    cases: '在办 {n}',
    'cases-none': '此刻没有在办案卷',
    log: '日志',
    'log-none': '尚无事件',
    play: '播放',
    pause: '暂停',
    slower: '减速',
    faster: '加速',
    speed: '{n} 倍',
    'back-s': '退 10 秒',
    'on-s': '进 10 秒',
    'back-min': '退 1 分钟',
    'on-min': '进 1 分钟',
    before: '上一事件',
    next: '下一事件',
    first: '到开头',
    last: '到结尾',
    time: '时间轴',
    follow: '跟随 {name}',
    'follow-none': '不跟随',
    choose: '只看 {name}',
    'show-all': '显示全部小组',
    whole: '看全区',
    group: '回放',
    file: '导出',
    marks: '{n} 个事件',
  },
  en: {
    ask: 'Replay a stretch of time',
    'ask.long':
      'Looking at where units were needs a reason. Who looked, at what span and why is written into the log, and the squads can read it.',
    'ask.from': 'From',
    'ask.to': 'To',
    'ask.reason': 'Reason',
    'ask.reason-hint': 'Such as: complaint about a late arrival, positions to be checked',
    'ask.reason-missing': 'Give a reason',
    'ask.span-wrong': 'At most thirty-one days, and the end after the beginning',
    'ask.gone': 'Tracks are kept for {days} days. Older ones are gone; the log can still be replayed.',
    'ask.whose': 'Units',
    'ask.all': 'All within reach ({n})',
    'ask.begin': 'Start the replay',
    'ask.find': 'Find by name',
    'last.1': 'Last hour',
    'last.4': 'Last 4 hours',
    'last.8': 'Last 8 hours',
    'last.24': 'Last 24 hours',
    'take.gpx': 'Export GPX',
    'take.geojson': 'Export GeoJSON',
    'take.csv': 'Export CSV',
    title: 'Time machine',
    open: 'Time machine',
    back: 'Back to the desk',
    again: 'Another stretch',
    loading: 'Fetching tracks and log …',
    told: 'Reason',
    units: 'Units {n}',
    'units-chosen': 'Units {chosen}/{n}',
    'units-none': 'No position is known at this moment',
    'tracks-none': 'No tracks in this span: these units were off duty, or their tracks are gone.',
    cases: 'Open cases {n}',
    'cases-none': 'No case was open at this moment',
    log: 'Log',
    'log-none': 'Nothing has happened yet',
    play: 'Play',
    pause: 'Pause',
    slower: 'Slower',
    faster: 'Faster',
    speed: '{n} ×',
    'back-s': 'Back 10 s',
    'on-s': 'On 10 s',
    'back-min': 'Back 1 minute',
    'on-min': 'On 1 minute',
    before: 'Event before',
    next: 'Next event',
    first: 'To the beginning',
    last: 'To the end',
    time: 'Time line',
    follow: 'Follow {name}',
    'follow-none': 'Follow nobody',
    choose: 'Show only {name}',
    'show-all': 'Show all units',
    whole: 'Whole district',
    group: 'Replay',
    file: 'Export',
    marks: '{n} event | {n} events',
  },
})
