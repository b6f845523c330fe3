import { words } from '../kernel/i18n.ts'

const text = words('reason', {
  'zh-CN': {
    misreport: '情况不实',
    'not-ours': '不属本区职责',
    'too-little': '信息不足，无法核实',
    repeated: '重复上报',
    'by-mistake': '误操作',
    'still-there': '问题仍在',
    'reported-again': '群众再次反映',
    'not-clean': '现场未恢复',
    'photo-missing': '照片不全',
    'other-squad': '改由其他队伍处理',
    'more-urgent': '有更急的案件',
    'by-phone': '已电话安排',
    'hand-over': '交班移交',
    'not-mine': '不由本席处理',
    solved: '已落实处置',
    'not-same': '不是同一件事',
    'too-slow': '迟迟未出发',
    'life-danger': '危及人身安全',
    'no-one-nearer': '附近无其他队伍',
  },
  en: {
    misreport: 'Report is not true',
    'not-ours': 'Not the duty of this district',
    'too-little': 'Too little known to verify',
    repeated: 'Reported twice',
    'by-mistake': 'Done by mistake',
    'still-there': 'The problem is still there',
    'reported-again': 'Reported again by citizens',
    'not-clean': 'The place was not restored',
    'photo-missing': 'Photos are missing',
    'other-squad': 'Another squad takes it',
    'more-urgent': 'Something more urgent',
    'by-phone': 'Arranged by telephone',
    'hand-over': 'Handed over at end of shift',
    'not-mine': 'Not for this seat',
    solved: 'Has been dealt with',
    'not-same': 'Not the same thing',
    'too-slow': 'Does not get going',
    'life-danger': 'Lives are in danger',
    'no-one-nearer': 'Nobody else is near',
  },
})
type Reason = Parameters<typeof text>[0]

// What is said most often when a step needs a reason: one digit each.
const usual: Record<string, readonly Reason[]> = {
  'incident.reject': ['misreport', 'not-ours', 'too-little'],
  'incident.void': ['repeated', 'misreport', 'by-mistake'],
  'incident.unmerge': ['not-same', 'by-mistake'],
  'incident.reopen': ['still-there', 'reported-again'],
  'task.rework': ['not-clean', 'photo-missing', 'still-there'],
  'task.callOff': ['other-squad', 'more-urgent', 'by-mistake'],
  'task.recall': ['too-slow', 'other-squad', 'more-urgent'],
  'offer.preempt': ['life-danger', 'more-urgent', 'no-one-nearer'],
  'offer.withdraw': ['other-squad', 'more-urgent', 'by-mistake'],
  'alarm.release': ['hand-over', 'not-mine'],
  'alarm.clear': ['solved', 'by-phone'],
}

/** The usual reasons of a step, in words. */
export const usualReasons = (step: string): string[] => (usual[step] ?? []).map((one) => text(one))
