import { words } from '../kernel/i18n.ts'

/** The words of the auditor, who goes round and looks for cases that nobody has. */
export const auditText = words('audit', {
  'zh-CN': {
    clean: '无遗漏',
    'clean-long': '每件未结案卷都有人、有时限或有告警接续；最近核对 {time}',
    forgotten: '{n} 件无人接续',
    'forgotten-long': '以下案卷既无承办、也无计时或告警，系统已重新派遣；最近核对 {time}',
    silent: '核对已停',
    'silent-long': '超过 90 秒没有核对未结案卷；最近核对 {time}',
    never: '尚未核对',
    show: '看无人接续的案卷',
    none: '没有无人接续的案卷',
  },
  en: {
    clean: 'None forgotten',
    'clean-long': 'All open cases have somebody or something to come; last looked {time}',
    forgotten: '{n} case forgotten | {n} cases forgotten',
    'forgotten-long':
      'These cases had nobody, no timer and no alarm; they have been set going again. Last looked {time}',
    silent: 'Nobody looks',
    'silent-long': 'Open cases have not been looked at for more than 90 s; last looked {time}',
    never: 'never',
    show: 'Show cases that nobody has',
    none: 'There is no case that nobody has',
  },
})
