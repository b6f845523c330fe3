import type { TrackRequestState } from '@lianqin/shared/track/request'
import type { FilePurpose } from '@lianqin/shared/track/view'
import { words } from '../kernel/i18n.ts'

type Key =
  | 'title'
  | 'open'
  | 'not-yours'
  | 'badge'
  | 'badge-fetch'
  | 'waiting'
  | 'waiting-none'
  | 'own'
  | 'others'
  | 'others-none'
  | 'about-us'
  | 'loading'
  | 'unread'
  | 'looks'
  | 'looks-none'
  | `state.${TrackRequestState}`
  | `file.${FilePurpose}`
  | `move.${'agree' | 'refuse' | 'withdraw'}`
  | 'about'
  | 'about-agree'
  | 'about-withdraw'
  | 'units'
  | 'and'
  | 'asked'
  | `decided.${'agreed' | 'refused'}`
  | 'until-word'
  | 'until-fetch'
  | 'fetch'
  | 'fetches'
  | 'fetched'
  | 'done.asked'
  | `done.${'agree' | 'refuse' | 'withdraw'}`
  | `heard.${'agree' | 'refuse' | 'lapse'}`
  | `why.${'too-wide' | 'no-need' | 'unclear'}`
  | 'reason'
  | 'decision'

/** The words of files of tracks that need a second person. */
export const requestText = words<Key>('track-request', {
  'zh-CN': {
    title: '行踪的查看与导出',
    open: '行踪导出申请',
    'not-yours': '行踪由席位、协调员和队长查看',
    badge: '导出待同意 {n}',
    'badge-fetch': '导出可取 {n}',
    waiting: '等我决定',
    'waiting-none': '没有等我决定的申请',
    own: '我的申请',
    others: '其他申请',
    'others-none': '近来没有申请',
    'about-us': '谁申请导出我队行踪（{n}）',
    loading: '正在读取……',
    unread: '没有读到，稍后自动再读。',
    looks: '最近的查看与导出',
    'looks-none': '近来没有人查看',
    'state.asked': '等另一人同意',
    'state.agreed': '已同意',
    'state.refused': '未同意',
    'state.withdrawn': '已撤回',
    'state.lapsed': '已失效',
    'state.fetched': '已取走',
    'file.gpx': 'GPX',
    'file.geojson': 'GeoJSON',
    'file.csv': 'CSV',
    'move.agree': '同意',
    'move.refuse': '不同意',
    'move.withdraw': '撤回',
    about: '{units}，{span}，{file}',
    'about-agree': '{who}申请导出{what}。事由：{reason}。同意后 12 小时内可取 3 次，被查看的队伍能看到。',
    'about-withdraw': '{what}。撤回后不能再取。',
    units: '{n} 个小组',
    and: '、',
    asked: '{who} {time} 申请',
    'decided.agreed': '{who} {time} 同意',
    'decided.refused': '{who} {time} 未同意',
    'until-word': '{time} 前无人答复即失效',
    'until-fetch': '{time} 前可取',
    fetch: '取文件',
    fetches: '已取 {n}/{most} 次',
    fetched: '已导出 {name}',
    'done.asked': '已申请，须由值班长或中心负责人同意；同意后会提示您，在「行踪导出申请」里取',
    'done.agree': '已同意 {who} 的导出',
    'done.refuse': '未同意 {who} 的导出',
    'done.withdraw': '已撤回',
    'heard.agree': '{who} 已同意您的行踪导出，按 {key} 打开来取',
    'heard.refuse': '{who} 未同意您的行踪导出：{reason}',
    'heard.lapse': '您的行踪导出申请已失效',
    'why.too-wide': '范围过大',
    'why.no-need': '没有必要',
    'why.unclear': '事由不清',
    reason: '事由：{reason}',
    decision: '理由：{reason}',
  },
  en: {
    title: 'Looks at tracks, and exports',
    open: 'Requests for tracks',
    'not-yours': 'Tracks are for desks, coordinators and leaders of squads',
    badge: 'Exports to decide {n}',
    'badge-fetch': 'Exports to fetch {n}',
    waiting: 'For you to decide',
    'waiting-none': 'No request waits for you',
    own: 'Your requests',
    others: 'Other requests',
    'others-none': 'No requests lately',
    'about-us': 'Who asked to export where we were ({n})',
    loading: 'Reading …',
    unread: 'It could not be read and is asked for again.',
    looks: 'Latest looks and exports',
    'looks-none': 'Nobody has looked lately',
    'state.asked': 'Waits for a second person',
    'state.agreed': 'Agreed to',
    'state.refused': 'Refused',
    'state.withdrawn': 'Taken back',
    'state.lapsed': 'Lapsed',
    'state.fetched': 'Fetched',
    'file.gpx': 'GPX',
    'file.geojson': 'GeoJSON',
    'file.csv': 'CSV',
    'move.agree': 'Agree',
    'move.refuse': 'Refuse',
    'move.withdraw': 'Take back',
    about: '{units}, {span}, {file}',
    'about-agree':
      '{who} asks to export {what}. Reason: {reason}. Once you agree it can be fetched 3 times within 12 hours; the squads can read it.',
    'about-withdraw': '{what}. Taken back, it cannot be fetched any more.',
    units: '{n} unit | {n} units',
    and: ', ',
    asked: 'asked by {who} at {time}',
    'decided.agreed': 'agreed to by {who} at {time}',
    'decided.refused': 'refused by {who} at {time}',
    'until-word': 'lapses at {time} if nobody answers',
    'until-fetch': 'can be fetched until {time}',
    fetch: 'Fetch the file',
    fetches: 'fetched {n} of {most} times',
    fetched: 'Exported as {name}',
    'done.asked':
      'Asked for. A shift lead or head of the centre must agree; you will be told, and fetch it under “Requests for tracks”',
    'done.agree': 'Agreed to the export of {who}',
    'done.refuse': 'Refused the export of {who}',
    'done.withdraw': 'Taken back',
    'heard.agree': '{who} has agreed to your export of tracks: press {key} to fetch it',
    'heard.refuse': '{who} has refused your export of tracks: {reason}',
    'heard.lapse': 'Your request for tracks has lapsed',
    'why.too-wide': 'Too wide',
    'why.no-need': 'Not needed',
    'why.unclear': 'The reason is not clear',
    reason: 'Reason: {reason}',
    decision: 'Answer: {reason}',
  },
})
