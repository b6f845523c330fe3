import { axisWords, noneWords } from '@lianqin/shared/evaluation/evaluation.text'
import type { Axis } from '@lianqin/shared/evaluation/indicator'
import type { Length } from '@lianqin/shared/evaluation/period'
import { words, wordsOf } from '../kernel/i18n.ts'

export const orders = ['worst', 'most', 'name'] as const
export type Order = (typeof orders)[number]

type Key =
  | `axis.${Axis}`
  | `none.${Axis}`
  | `length.${Length}`
  | `to.${Length}`
  | `order.${Order}`
  | 'title'
  | 'group'
  | 'back'
  | 'earlier'
  | 'later'
  | 'now'
  | 'again'
  | 'read-at'
  | 'running'
  | 'loading'
  | 'failed'
  | 'empty'
  | 'empty-long'
  | 'whole'
  | 'only'
  | 'only-off'
  | 'next-one'
  | 'last-one'
  | 'indicators'
  | 'score'
  | 'score-of'
  | 'score-none'
  | 'score-formula'
  | 'counters'
  | 'none-due'
  | 'previous'
  | 'year'
  | 'change'
  | 'points'
  | 'same'
  | 'compared-with'
  | 'not-read'
  | 'better.more'
  | 'better.less'
  | 'trend'
  | 'trend-mean'
  | 'trend-bars'
  | 'trend-dashed'
  | 'trend-low'
  | 'trend-high'
  | 'trend-gap'
  | 'trend-piece'
  | 'step.day'
  | 'step.week'
  | 'step.month'
  | 'rows'
  | 'rows-by'
  | 'rows-none'
  | 'by-officer'
  | 'order'
  | 'value'
  | 'narrow'
  | 'legs'
  | 'legs-how'
  | 'legs-standard'
  | 'legs-none'
  | 'legs-beyond'
  | 'legs-over'
  | 'cases-n'
  | 'list'
  | 'list-none'
  | 'list-moved'
  | 'list-more'
  | 'list-close'
  | 'list-longest'
  | 'list-newest'
  | 'open-part'
  | 'open-whole'
  | 'open-case'
  | 'no-squad'
  | 'due'
  | 'reworks'
  | 'xlsx'
  | 'csv'
  | 'list-xlsx'
  | 'list-csv'
  | 'definitions'
  | 'report'
  | 'sheet'
  | 'quarter'

/** The words of the evaluation's page; those of the figures themselves stand in `shared`. */
export const evaluationText = words<Key>('evaluation', {
  'zh-CN': {
    ...wordsOf('axis', axisWords, 'zh'),
    ...wordsOf('none', noneWords, 'zh'),
    title: '评价',
    group: '评价',
    back: '返回席位',
    'length.day': '日',
    'length.week': '周',
    'length.month': '月',
    'length.quarter': '季',
    'length.year': '年',
    'to.day': '按日',
    'to.week': '按周',
    'to.month': '按月',
    'to.quarter': '按季',
    'to.year': '按年',
    earlier: '上一期',
    later: '下一期',
    now: '本期',
    again: '重新统计',
    'read-at': '{time} 统计',
    running: '未结束，截至统计时刻',
    loading: '正在统计',
    failed: '统计未成',
    empty: '此期没有案卷',
    'empty-long': '换一个时期，或取消范围。',
    whole: '全部',
    only: '只看 {name}',
    'only-off': '取消范围 {name}',
    'next-one': '下一指标',
    'last-one': '上一指标',
    indicators: '指标',
    score: '评分',
    'score-of': '满分 {points}',
    'score-none': '此期无应办案卷，不评分',
    'score-formula': '处置 {dispose} 按期 {inTime} 返工 {rework} 超期未处置 {overdueOpen} 延期 {extend}',
    counters: '件数',
    'none-due': '无应办',
    previous: '环比',
    year: '同比',
    change: '较{which} {change}',
    points: '{change} 个百分点',
    same: '持平',
    'compared-with': '{value}，{part} ÷ {whole}',
    'not-read': '未取',
    'better.more': '越高越好',
    'better.less': '越低越好',
    trend: '{name}，{step}',
    'trend-mean': '{name}，{step}，小时',
    'trend-bars': '柱：{whole}件数',
    'trend-dashed': '虚线：上一期同位',
    'trend-low': '最低 {value}',
    'trend-high': '最高 {value}',
    'trend-gap': '断开处当期无应办',
    'trend-piece': '{day}：{value}，{part} ÷ {whole}',
    'step.day': '逐日',
    'step.week': '逐周',
    'step.month': '逐月',
    rows: '分列',
    'rows-by': '按{axis}分列',
    'rows-none': '没有可分列的案卷。',
    'by-officer': '一案多人，各计一次；合计大于全部',
    order: '换排序',
    'order.worst': '差者在前',
    'order.most': '件数多者在前',
    'order.name': '按名称',
    value: '值',
    narrow: '只看此行',
    legs: '响应区间',
    'legs-how': '粗条到 P50，细条到 P90，竖线为标准；各行比例尺不同',
    'legs-standard': '标准 {span}',
    'legs-none': '无标准',
    'legs-beyond': '超出',
    'legs-over': 'P90 超标准',
    'cases-n': '{n} 件',
    list: '案卷',
    'list-none': '点任一件数，或按回车，看背后的案卷。',
    'list-moved': '案卷有变动，已按最新重新统计。',
    'list-more': '再列 {n} 件',
    'list-close': '收起',
    'list-longest': '用时长者在前',
    'list-newest': '编号新者在前',
    'open-part': '看分子的案卷',
    'open-whole': '看分母的案卷',
    'open-case': '在席位打开',
    'no-squad': '无队伍接单',
    due: '时限',
    reworks: '返工 {n} 次',
    xlsx: '导出 XLSX',
    csv: '导出 CSV',
    'list-xlsx': '案卷导出 XLSX',
    'list-csv': '案卷导出 CSV',
    definitions: '口径',
    report: '交班报表',
    sheet: '应急单',
    quarter: '{year} 年第 {n} 季度',
  },
  en: {
    ...wordsOf('axis', axisWords, 'en'),
    ...wordsOf('none', noneWords, 'en'),
    title: 'Evaluation',
    group: 'Evaluation',
    back: 'Back to the desk',
    'length.day': 'Day',
    'length.week': 'Week',
    'length.month': 'Month',
    'length.quarter': 'Quarter',
    'length.year': 'Year',
    'to.day': 'By day',
    'to.week': 'By week',
    'to.month': 'By month',
    'to.quarter': 'By quarter',
    'to.year': 'By year',
    earlier: 'The period before',
    later: 'The period after',
    now: 'This period',
    again: 'Read again',
    'read-at': 'read {time}',
    running: 'still running, up to when it was read',
    loading: 'Reading',
    failed: 'Could not be read',
    empty: 'No case in this period',
    'empty-long': 'Choose another period, or look at all again.',
    whole: 'all',
    only: 'Only {name}',
    'only-off': 'All again, not only {name}',
    'next-one': 'Next indicator',
    'last-one': 'Indicator before',
    indicators: 'Indicators',
    score: 'Score',
    'score-of': 'of {points}',
    'score-none': 'nothing was due, so there is no score',
    'score-formula': 'disposed {dispose}, in time {inTime}, rework {rework}, overdue {overdueOpen}, extended {extend}',
    counters: 'Numbers',
    'none-due': 'nothing due',
    previous: 'before',
    year: 'a year ago',
    change: '{change} against {which}',
    points: '{change} points',
    same: 'the same',
    'compared-with': '{value}, {part} ÷ {whole}',
    'not-read': 'not read',
    'better.more': 'the higher the better',
    'better.less': 'the lower the better',
    trend: '{name}, {step}',
    'trend-mean': '{name}, {step}, in hours',
    'trend-bars': 'bars: {whole}',
    'trend-dashed': 'dashed: the period before',
    'trend-low': 'lowest {value}',
    'trend-high': 'highest {value}',
    'trend-gap': 'a gap: nothing was due',
    'trend-piece': '{day}: {value}, {part} ÷ {whole}',
    'step.day': 'by day',
    'step.week': 'by week',
    'step.month': 'by month',
    rows: 'Rows',
    'rows-by': 'By {axis}',
    'rows-none': 'There is no case to tell apart.',
    'by-officer': 'a case counts for each who was on it, so rows add up to more than all',
    order: 'Change the order',
    'order.worst': 'worst first',
    'order.most': 'most cases first',
    'order.name': 'by name',
    value: 'Value',
    narrow: 'Only this row',
    legs: 'Response times',
    'legs-how': 'thick to P50, thin to P90, the upright line is the standard; each row has its own scale',
    'legs-standard': 'standard {span}',
    'legs-none': 'no standard',
    'legs-beyond': 'beyond',
    'legs-over': 'P90 too long',
    'cases-n': '{n} case | {n} cases',
    list: 'Cases',
    'list-none': 'Click any number, or press Enter, for the cases behind it.',
    'list-moved': 'Cases have moved on: everything was read again.',
    'list-more': '{n} more',
    'list-close': 'Close',
    'list-longest': 'longest first',
    'list-newest': 'newest first',
    'open-part': 'Cases of the part',
    'open-whole': 'Cases of the whole',
    'open-case': 'Open at the desk',
    'no-squad': 'accepted by no squad',
    due: 'Due',
    reworks: 'reworked once | reworked {n} times',
    xlsx: 'Export XLSX',
    csv: 'Export CSV',
    'list-xlsx': 'Export the cases as XLSX',
    'list-csv': 'Export the cases as CSV',
    definitions: 'Definitions',
    report: 'Shift report',
    sheet: 'Fallback sheet',
    quarter: 'Q{n} {year}',
  },
})
