import { words } from '../kernel/i18n.ts'

/** The words of the two proofs: that nobody changed the log, and that the rows keep the system's promises. */
export const proofText = words('proof', {
  'zh-CN': {
    log: '日志',
    verify: '校验日志链',
    check: '检查不变式',
    working: '正在算',
    whole: '日志完整：{seq} 行，首尾相连',
    'broken.missing': '日志缺行：第 {seq} 行之前',
    'broken.changed': '日志被改：第 {seq} 行',
    'broken.cut': '日志被截断：到第 {seq} 行',
    clean: '没有违反的不变式',
    violations: '违反 {n} 条',
  },
  en: {
    log: 'Log',
    verify: 'Verify the log chain',
    check: 'Check the invariants',
    working: 'working',
    whole: 'The log is whole: {seq} lines, each holding on to the one before',
    'broken.missing': 'Lines are missing before line {seq}',
    'broken.changed': 'Line {seq} was changed',
    'broken.cut': 'The log was cut off at line {seq}',
    clean: 'No invariant is broken',
    violations: '{n} broken',
  },
})
