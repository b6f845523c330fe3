import type { Limit } from '@lianqin/shared/calendar'
import { words } from '../kernel/i18n.ts'

const text = words<`limit.${Limit['clock']}`>('matter', {
  'zh-CN': {
    'limit.urgent_hour': '紧急工时 {amount} h',
    'limit.work_hour': '工时 {amount} h',
    'limit.work_day': '{amount} 个工作日',
    'limit.natural_day': '{amount} 个自然日',
  },
  en: {
    'limit.urgent_hour': '{amount} urgent h',
    'limit.work_hour': '{amount} work h',
    'limit.work_day': '{amount} work d',
    'limit.natural_day': '{amount} natural d',
  },
})

/** A limit as the catalogue states it: 2 urgent h, 5 work d. */
export const limitText = (limit: Limit): string => text(`limit.${limit.clock}`, { amount: limit.amount })
