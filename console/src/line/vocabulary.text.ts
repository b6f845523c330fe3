import type { Crs } from '@lianqin/shared/wire/place'
import type { StepWord, Verb } from './verbs.ts'

/** The words of one thing in both languages; both are understood on every screen, the first of each is the one proposed. */
export interface Spoken {
  zh: readonly string[]
  en: readonly string[]
}

/** What a verb is called, and its short code. */
// biome-ignore format: a table is read down its columns
export const verbWords: Record<Verb, Spoken & { code: string }> = {
  assign:     { zh: ['派', '派给', '派单', '派遣'], en: ['assign', 'offer', 'dispatch'], code: 'as' },
  recommend:  { zh: ['荐', '推荐'],           en: ['recommend'],         code: 're' },
  join:       { zh: ['协同', '联合'],         en: ['join'],              code: 'jo' },
  status:     { zh: ['状态'],                 en: ['status'],            code: 'st' },
  note:       { zh: ['备注', '记'],           en: ['note'],              code: 'no' },
  hold:       { zh: ['挂起', '挂账'],         en: ['hold', 'suspend'],   code: 'ho' },
  recall:     { zh: ['召回'],                 en: ['recall'],            code: 'rc' },
  search:     { zh: ['查', '查找', '搜'],     en: ['search', 'find'],    code: 'se' },
  go:         { zh: ['到', '去', '转到'],     en: ['go', 'goto'],        code: 'go' },
  file:       { zh: ['立案'],                 en: ['file'],              code: 'fi' },
  reject:     { zh: ['不予立案', '驳回'],     en: ['reject'],            code: 'rj' },
  void:       { zh: ['作废'],                 en: ['void'],              code: 'vo' },
  merge:      { zh: ['并入', '合并'],         en: ['merge'],             code: 'me' },
  unmerge:    { zh: ['撤并', '恢复独立'],     en: ['unmerge'],           code: 'um' },
  raise:      { zh: ['提级', '提升警级'],     en: ['raise'],             code: 'ra' },
  takeUp:     { zh: ['恢复', '恢复办理'],     en: ['resume'],            code: 'rs' },
  close:      { zh: ['结案'],                 en: ['close'],             code: 'cl' },
  reopen:     { zh: ['重办', '重新办理'],     en: ['reopen'],            code: 'ro' },
  urgent:     { zh: ['急件', '急'],           en: ['urgent'],            code: 'ur' },
  major:      { zh: ['重大'],                 en: ['major'],             code: 'ma' },
  extend:     { zh: ['延期'],                 en: ['extend'],            code: 'ex' },
  forceClose: { zh: ['强制结案', '强结'],     en: ['decree'],            code: 'fc' },
  grant:      { zh: ['同意'],                 en: ['grant', 'approve'],  code: 'gr' },
  refuse:     { zh: ['不同意'],               en: ['refuse'],            code: 'rf' },
  supervise:  { zh: ['督办'],                 en: ['supervise'],         code: 'su' },
  notice:     { zh: ['监督提醒', '提醒'],     en: ['remind'],            code: 'rm' },
  press:      { zh: ['催接', '催'],           en: ['press'],             code: 'pr' },
  withdraw:   { zh: ['撤回', '撤单'],         en: ['withdraw'],          code: 'wd' },
  callOff:    { zh: ['收队'],                 en: ['calloff'],           code: 'co' },
  check:      { zh: ['核查'],                 en: ['check'],             code: 'ck' },
  rework:     { zh: ['返工'],                 en: ['rework'],            code: 'rw' },
  preempt:    { zh: ['抽调'],                 en: ['preempt', 'take'],   code: 'pm' },
  own:        { zh: ['接手'],                 en: ['own'],               code: 'ow' },
  release:    { zh: ['放手'],                 en: ['release'],           code: 'rl' },
  clear:      { zh: ['解除'],                 en: ['clear'],             code: 'cr' },
  onDuty:     { zh: ['上岗'],                 en: ['onduty'],            code: 'on' },
  offDuty:    { zh: ['离岗', '下岗'],         en: ['offduty'],           code: 'of' },
  report:     { zh: ['新报', '上报'],         en: ['report', 'new'],     code: 'nw' },
}

/** What a squad is said to be doing. */
// biome-ignore format: a table is read down its columns
export const stepWords: Record<StepWord, Spoken> = {
  'sign-on':  { zh: ['上岗', '在岗'],         en: ['on', 'onduty'] },
  'sign-off': { zh: ['离岗', '下岗'],         en: ['off', 'offduty'] },
  accept:     { zh: ['接单'],                 en: ['accept', 'accepted'] },
  depart:     { zh: ['出发', '途中'],         en: ['depart', 'enroute'] },
  arrive:     { zh: ['到场', '到达'],         en: ['arrive', 'arrived', 'onscene'] },
  finish:     { zh: ['办结', '完成'],         en: ['finish', 'finished', 'done'] },
  sendBack:   { zh: ['退回'],                 en: ['back', 'sendback'] },
  check:      { zh: ['核查', '核查通过'],     en: ['check', 'checked'] },
  rework:     { zh: ['返工'],                 en: ['rework'] },
  recall:     { zh: ['召回'],                 en: ['recall'] },
  callOff:    { zh: ['收队'],                 en: ['calloff'] },
}

/** Datums as people say them. */
export const datumWords: Record<Crs, Spoken> = {
  wgs84: { zh: ['GPS坐标'], en: ['WGS-84', 'gps'] },
  gcj02: { zh: ['火星坐标', '高德'], en: ['GCJ-02', 'amap'] },
  bd09: { zh: ['百度坐标', '百度'], en: ['BD-09', 'baidu'] },
  cgcs2000: { zh: ['国家2000', '大地2000'], en: ['CGCS2000'] },
}

export const turnWords: Record<'on' | 'off', Spoken> = {
  on: { zh: ['是', '设为'], en: ['on', 'yes'] },
  off: { zh: ['取消', '否'], en: ['off', 'no'] },
}

/** The selected case. */
export const selectedWords: Spoken = { zh: ['本案', '此案', '此'], en: ['this', '.'] }

/** Words between the others that change nothing. */
export const fillers: Spoken = {
  zh: ['给', '把', '将', '与', '和', '至'],
  en: ['to', 'the', 'for', 'with', 'and', 'until', 'into'],
}

/** A length of time from today, in days of each. */
export const dayUnits: readonly (Spoken & { days: number })[] = [
  { zh: ['天', '日'], en: ['d', 'day', 'days'], days: 1 },
  { zh: ['周', '星期'], en: ['w', 'week', 'weeks'], days: 7 },
]
export const dayNames: readonly (Spoken & { days: number })[] = [
  { zh: ['明天', '明日'], en: ['tomorrow'], days: 1 },
  { zh: ['后天'], en: ['overmorrow'], days: 2 },
  { zh: ['下周'], en: ['nextweek'], days: 7 },
]

/** Squads are counted in characters: whoever types may count in digits. */
export const numerals: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}

/** Opening and closing marks of a remark that stands in front of other words. */
export const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '「': '」',
  '『': '』',
}

/** How an address tells where something is beside a place. */
export const beside = {
  patterns: [
    /^(?<name>.+?)\s*(?<side>[东西南北])(?:侧|面|边)?\s*约?\s*(?<metres>\d{1,5})\s*(?:米|m)$/u,
    /^(?<metres>\d{1,5})\s*m(?:etres)?\s+(?<side>east|west|south|north)\s+of\s+(?<name>.+)$/iu,
  ],
  words: { north: ['北', 'north'], east: ['东', 'east'], south: ['南', 'south'], west: ['西', 'west'] },
}
