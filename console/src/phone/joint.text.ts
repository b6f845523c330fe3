import { words } from '../kernel/i18n.ts'

/** The words of a joint call-out on the phones of its squads, and of tasks that are pressed for or taken back. */
export const jointText = words('phone.joint', {
  'zh-CN': {
    joint: '联勤联动',
    'you.lead': '本队主办，{n} 支队伍协同',
    'you.member': '本队协同，由主办队伍最后确认',
    'led-by': '主办：{squad}',
    'led-unknown': '主办：尚无队伍接单',
    members: '协同队伍',
    'not-yet': '尚无队伍接单',
    authority: '有权队伍',
    township: '属地队伍',
    direct: '直属队伍',
    'confirm-all': '确认全部办结',
    'members-open': '还有 {n} 项协同任务未完成',
    'confirm-hint': '协同均已完成，写明处置结果',

    'unacknowledged-title': '您接单后未按时出发',
    'unacknowledged-long': '{time} 起视为未确认，席位已收到告警。请立即出发，去不了请退回任务。',

    'recall-title': '任务已召回，改派其他队伍',
    'recall-long': '这项任务不再由本队办理，不必再去。',
    'callOff-title': '任务已被收回',
    'callOff-long': '席位已收回这项任务，不必再去。',
    'suspended-title': '案件已挂账，任务收回',
    'suspended-long': '案件暂停办理，到期恢复后重新派单；不必再去。',
    'void-title': '案件已作废，任务收回',
    'void-long': '这个案件不再办理，不必再去。',
    'closed-title': '案件已结案，任务收回',
    'closed-long': '案件已经审批结案，不必再去。',
  },
  en: {
    joint: 'Joint call-out',
    'you.lead': 'You lead, {n} squad helps | You lead, {n} squads help',
    'you.member': 'You help; the leading squad confirms last',
    'led-by': 'Led by {squad}',
    'led-unknown': 'Nobody leads yet',
    members: 'Squads that help',
    'not-yet': 'nobody has accepted yet',
    authority: 'Competent squad',
    township: 'Township squad',
    direct: 'Direct squad',
    'confirm-all': 'Confirm all and finish',
    'members-open': '{n} member task is still open | {n} member tasks are still open',
    'confirm-hint': 'all members are done; say what was done',

    'unacknowledged-title': 'You accepted and have not left in time',
    'unacknowledged-long':
      'Counted as not acknowledged since {time}; the desk has been alarmed. Leave now, or send the task back.',

    'recall-title': 'Recalled: another squad takes it over',
    'recall-long': 'This task is no longer yours. There is no need to go.',
    'callOff-title': 'The task was called off',
    'callOff-long': 'The desk has taken this task back. There is no need to go.',
    'suspended-title': 'The case is suspended, the task called off',
    'suspended-long': 'The case rests and will be offered again when it is resumed. There is no need to go.',
    'void-title': 'The case is void, the task called off',
    'void-long': 'Nothing more is done about this case. There is no need to go.',
    'closed-title': 'The case is closed, the task called off',
    'closed-long': 'The case was closed with approval. There is no need to go.',
  },
})
