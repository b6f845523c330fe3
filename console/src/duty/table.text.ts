import type { DutyTable, SixFixed } from '@lianqin/shared/duty'
import { words } from '../kernel/i18n.ts'

type Key =
  | `six.${SixFixed}`
  | `table.${DutyTable['state']}`
  | 'empty'
  | 'new'
  | 'area'
  | 'district'
  | 'from'
  | 'to'
  | 'open'
  | 'edition'
  | 'points'
  | 'published-at'
  | 'none-chosen'
  | 'no-points'
  | 'add-point'
  | 'drop-point'
  | 'write'
  | 'publish'
  | 'withdraw'
  | 'revise'
  | 'gaps'
  | 'unsaved'
  | 'missing'
  | 'read-only'
  | 'done.opened'
  | 'done.write'
  | 'done.publish'
  | 'done.withdraw'
  | 'why.mistake'
  | 'why.changed'
  | 'point.add-person'
  | 'point.drop-person'
  | 'point.day'
  | 'point.from'
  | 'point.to'
  | 'point.edit'

/** The words of the duty table and its six fixed things. */
export const tableText = words<Key>('duty-table', {
  'zh-CN': {
    empty: '前后两周没有值班表。',
    new: '新排值班表',
    area: '镇街',
    district: '区级队伍',
    from: '起',
    to: '止',
    open: '开始排班',
    edition: '第 {n} 版',
    points: '{n} 岗',
    'published-at': '{time} 发布',
    'none-chosen': '选一张值班表，或新排一张。',
    'no-points': '还没有岗位。',
    'add-point': '加一个岗位',
    'drop-point': '去掉此岗',
    write: '保存',
    publish: '发布',
    withdraw: '撤下',
    revise: '修订',
    gaps: '{n} 岗六定不全，不能发布',
    unsaved: '有改动未保存',
    missing: '缺',
    'read-only': '本岗位只看不排',
    'done.opened': '已新排值班表',
    'done.write': '已保存',
    'done.publish': '值班表已发布',
    'done.withdraw': '值班表已撤下',
    'why.mistake': '排错',
    'why.changed': '任务有变',
    'point.add-person': '加人',
    'point.drop-person': '去掉 {name}',
    'point.day': '日期',
    'point.from': '起',
    'point.to': '止',
    'point.edit': '改',
    'six.person': '定人',
    'six.post': '定岗',
    'six.time': '定时',
    'six.duty': '定责',
    'six.standard': '定标准',
    'six.rewardPenalty': '定奖惩',
    'table.draft': '草稿',
    'table.published': '已发布',
    'table.withdrawn': '已撤下',
  },
  en: {
    empty: 'No duty table two weeks either way.',
    new: 'New duty table',
    area: 'Township',
    district: 'District squads',
    from: 'From',
    to: 'To',
    open: 'Start it',
    edition: 'edition {n}',
    points: '{n} post | {n} posts',
    'published-at': 'published {time}',
    'none-chosen': 'Choose a duty table, or start one.',
    'no-points': 'No posts yet.',
    'add-point': 'Add a post',
    'drop-point': 'Drop this post',
    write: 'Save',
    publish: 'Publish',
    withdraw: 'Withdraw',
    revise: 'Revise',
    gaps: '{n} post is incomplete: cannot be published | {n} posts are incomplete: cannot be published',
    unsaved: 'changes not saved',
    missing: 'missing',
    'read-only': 'Your role reads and does not plan',
    'done.opened': 'Duty table started',
    'done.write': 'Saved',
    'done.publish': 'Duty table published',
    'done.withdraw': 'Duty table withdrawn',
    'why.mistake': 'Wrong plan',
    'why.changed': 'Plans have changed',
    'point.add-person': 'Add somebody',
    'point.drop-person': 'Take {name} off',
    'point.day': 'Day',
    'point.from': 'From',
    'point.to': 'To',
    'point.edit': 'edit',
    'six.person': 'Who',
    'six.post': 'Post',
    'six.time': 'Time',
    'six.duty': 'Duty',
    'six.standard': 'Standard',
    'six.rewardPenalty': 'Reward and penalty',
    'table.draft': 'Draft',
    'table.published': 'Published',
    'table.withdrawn': 'Withdrawn',
  },
})
