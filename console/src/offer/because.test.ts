import type { Because } from '@lianqin/shared/offer'
import { type BecauseCode, becauses } from '@lianqin/shared/recommendation'
import { afterEach, describe, expect, it } from 'vitest'
import { locale, locales } from '../kernel/i18n.ts'
import { becauseText, speaksFor } from './because.text.ts'

afterEach(() => {
  locale.value = 'zh-CN'
})

/** What the ranking tells with each reason, and what it would tell after one more step of the same input. */
const told: Partial<Record<BecauseCode, [Because['params'], Because['params']]>> = {
  'area.empowered': [
    { areaZh: '古林', areaEn: 'Gulin' },
    { areaZh: '高桥', areaEn: 'Gaoqiao' },
  ],
  'item.delegated': [{ matter: 'E0406' }, { matter: 'E0129' }],
  'kind.alternate': [{ nth: 1 }, { nth: 2 }],
  'crew.too-small': [
    { crew: 2, needed: 3 },
    { crew: 2, needed: 4 },
  ],
  'licence.too-few': [
    { licensed: 1, needed: 2 },
    { licensed: 0, needed: 2 },
  ],
  'position.live': [{ ageS: 4 }, { ageS: 5 }],
  'travel.estimated': [
    { metres: 640, minutes: 2 },
    { metres: 740, minutes: 2 },
  ],
  'travel.routed': [
    { metres: 640, minutes: 2 },
    { metres: 640, minutes: 3 },
  ],
  'load.busy': [{ tasks: 1 }, { tasks: 2 }],
  'load.full': [
    { tasks: 3, atMost: 3 },
    { tasks: 4, atMost: 3 },
  ],
  'idle.since': [{ minutes: 12 }, { minutes: 13 }],
  'cover.left': [{ squads: 2 }, { squads: 1 }],
  'cover.reserve': [
    { squads: 0, reserve: 1 },
    { squads: 0, reserve: 2 },
  ],
}

describe.each(locales)('in %s', (language) => {
  const say = (code: BecauseCode, params: Because['params'] = {}) => {
    locale.value = language
    return becauseText({ code, params })
  }

  it.each(Object.entries(told))('%s names what it rests on: another input, another sentence', (code, params) => {
    const [before, now] = params.map((one) => say(code as BecauseCode, one))
    expect(before).not.toBe(now)
    expect(before).not.toMatch(/[{}]|null|undefined/)
  })

  it('no two reasons sound alike', () => {
    const params = Object.assign({}, ...Object.values(told).map(([first]) => first))
    const sentences = becauses.map((code) => say(code, params))
    expect(new Set(sentences).size).toBe(becauses.length)
    expect(sentences.join()).not.toMatch(/[{}]/)
  })
})

it('a reason this console does not know yet stands for itself', () => {
  expect(becauseText({ code: 'weather.fog', params: {} })).toBe('weather.fog')
})

it('leaving nobody free speaks against a squad, leaving somebody for it', () => {
  expect(speaksFor({ code: 'cover.left', params: { squads: 1 } })).toBe(true)
  expect(speaksFor({ code: 'cover.left', params: { squads: 0 } })).toBe(false)
})
