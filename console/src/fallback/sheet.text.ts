import type { Words } from '@lianqin/shared/wire/words'

/**
 * The words of the fallback sheet. A plain table without the console's own machinery: the sheet is also written by a service
 * worker, when no page of the console can be had any more.
 */
export const sheetWords = {
  title: { zh: '应急单', en: 'Fallback sheet' },
  synthetic: { zh: '合成数据', en: 'Synthetic data' },
  district: { zh: '全区', en: 'District' },
  'as-of': { zh: '数据截至', en: 'data as of' },
  age: { zh: '已过', en: 'age' },
  fresh: { zh: '每分钟自动更新', en: 'renewed every minute' },
  fetching: { zh: '正在取数', en: 'Reading' },
  gone: { zh: '服务器无应答，以下是最后一次取得的内容', en: 'The server does not answer; this is what was last heard' },
  saved: { zh: '已存为文件，不再更新', en: 'Saved as a file, not renewed any more' },
  cases: { zh: '未结案卷', en: 'Open cases' },
  crews: { zh: '在岗队伍', en: 'Crews on duty' },
  more: { zh: '另有 {n} 件未列', en: '{n} more are not listed' },
  'no-cases': { zh: '没有未结案卷。', en: 'No case is open.' },
  'no-crews': { zh: '没有队伍在岗。', en: 'No crew is on duty.' },
  no: { zh: '编号', en: 'No.' },
  matter: { zh: '事项', en: 'Class' },
  place: { zh: '位置（WGS-84）', en: 'Place (WGS-84)' },
  state: { zh: '状态', en: 'State' },
  squads: { zh: '承办', en: 'Squads' },
  reported: { zh: '上报', en: 'Reported' },
  due: { zh: '时限', en: 'Due' },
  over: { zh: '超时', en: 'overdue' },
  urgent: { zh: '急', en: 'urgent' },
  major: { zh: '重大', en: 'major' },
  notes: { zh: '记录', en: 'Notes' },
  squad: { zh: '队伍', en: 'Squad' },
  area: { zh: '镇街', en: 'Township' },
  officers: { zh: '人员', en: 'Officers' },
  untold: { zh: '未报名单', en: 'not told' },
  units: { zh: '小组', en: 'Units' },
  held: { zh: '在办案卷', en: 'Cases in hand' },
  save: { zh: '存为文件', en: 'Save as a file' },
  other: { zh: 'English', en: '中文' },
  back: { zh: '返回席位', en: 'Back to the desk' },
  print: { zh: '打印用 Ctrl P', en: 'Ctrl P prints it' },
  nothing: {
    zh: '本机没有存下应急单。服务器可用时登录席位，即自动存下，每分钟更新。',
    en: 'This browser keeps no sheet. Sign in at a desk while the server is there: it is kept from then on and renewed every minute.',
  },
  minutes: { zh: '{n} 分钟', en: '{n} min' },
  hours: { zh: '{n} 小时', en: '{n} h' },
  seconds: { zh: '{n} 秒', en: '{n} s' },
} as const satisfies Record<string, Words>
export type SheetWord = keyof typeof sheetWords
