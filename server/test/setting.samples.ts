import type { Matter } from '@lianqin/shared/matter'
import { type RunCard, soleSlot } from '@lianqin/shared/plan'
import { defaultSettings } from '@lianqin/shared/settings'
import type { Setting } from '../src/dispatch/case-book.engine.ts'
import { NOON } from './samples.ts'

// What a decision looks at besides the case, as values, for tests of rules.

export const aMatter: Matter = {
  id: 'matter-e0406',
  code: 'E0406',
  kind: 'event',
  name: { zh: '占道经营', en: 'Street vending' },
  group: { zh: '街面秩序', en: 'Street order' },
  conditions: [
    {
      code: 'default',
      name: { zh: '占道经营', en: 'Street vending' },
      limit: { clock: 'work_hour', amount: 2 },
      urgent: false,
    },
  ],
  closing: [],
  itemId: null,
  departmentId: 'force-city',
  delegatedTo: ['area-gulin'],
}

/** Two levels: the lead alone, then the emergency force too. It fits no case by itself. */
export const aCard: RunCard = {
  id: 'card-fire',
  name: { zh: '火情联动', en: 'Fire' },
  matterIds: ['matter-nowhere'],
  conditionCodes: [],
  areaIds: [],
  hours: null,
  levels: [
    { slots: [{ ...soleSlot(1), id: 'lead' }] },
    { slots: [{ ...soleSlot(1), id: 'emergency', part: 'member', forces: ['force-emergency', 'direct'] }] },
  ],
}

export const aSetting = (change: Partial<Setting> = {}): Setting => {
  const made = { count: 0 }
  return {
    now: NOON,
    by: { personId: 'person-chen', title: '陈立', role: 'dispatcher' },
    matter: aMatter,
    district: {
      calendar: {
        utcOffsetMinutes: 480,
        periods: [
          { from: 480, to: 720 },
          { from: 840, to: 1080 },
        ],
        holidays: [],
        makeUpDays: [],
      },
      settings: defaultSettings,
      runCards: [aCard],
    },
    offDuty: new Set(),
    freshId: (kind) => `${kind}-n${++made.count}`,
    ...change,
  }
}
