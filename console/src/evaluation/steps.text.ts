import { words } from '../kernel/i18n.ts'

/** The steps of a case's way, as their moments are named in a list. */
export const steps = ['reported', 'filed', 'offered', 'accepted', 'departed', 'arrived', 'handled', 'closed'] as const
type Step = (typeof steps)[number]

export const stepText = words<Step>('evaluation-step', {
  'zh-CN': {
    reported: '上报',
    filed: '立案',
    offered: '派遣',
    accepted: '接单',
    departed: '出发',
    arrived: '到场',
    handled: '处置完毕',
    closed: '结案',
  },
  en: {
    reported: 'Reported',
    filed: 'Filed',
    offered: 'Dispatched',
    accepted: 'Accepted',
    departed: 'Departed',
    arrived: 'Arrived',
    handled: 'Finished',
    closed: 'Closed',
  },
})
