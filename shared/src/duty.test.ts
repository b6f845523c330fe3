import { describe, expect, it } from 'vitest'
import {
  type DutyPoint,
  gapsOf,
  missingOf,
  presenceOf,
  type RosterLine,
  readGaps,
  sixFixed,
  writeGaps,
} from './duty.ts'

const whole: DutyPoint = {
  officerIds: ['officer-1'],
  post: '古林菜场',
  from: '2026-11-23T00:00:00Z',
  to: '2026-11-23T04:00:00Z',
  duty: '巡查占道经营',
  standard: '每小时一圈',
  rewardPenalty: '计入月评',
}
const without: Record<(typeof sixFixed)[number], DutyPoint> = {
  person: { ...whole, officerIds: [] },
  post: { ...whole, post: null },
  time: { ...whole, to: whole.from },
  duty: { ...whole, duty: null },
  standard: { ...whole, standard: null },
  rewardPenalty: { ...whole, rewardPenalty: null },
}

describe('a duty point', () => {
  it.each(sixFixed)('lacks %s and nothing else when only that is not said', (name) => {
    expect(missingOf(whole)).toEqual([])
    expect(missingOf(without[name])).toEqual([name])
  })

  it('has no time that ends before it begins, whatever the offsets say', () => {
    const from = '2026-11-23T08:00:00+08:00'
    expect(missingOf({ ...whole, from, to: '2026-11-23T00:30:00Z' })).toEqual([])
    expect(missingOf({ ...whole, from, to: '2026-11-22T23:59:00Z' })).toEqual(['time'])
  })

  it('is named in a refusal by its number with all that it lacks, and read back as it was written', () => {
    const gaps = gapsOf([whole, without.person, { ...without.post, duty: null }])
    expect(writeGaps(gaps)).toBe('2:person 3:post,duty')
    expect(readGaps(writeGaps(gaps))).toEqual(gaps)
    expect(gapsOf([])).toEqual([{ point: 1, missing: [...sixFixed] }])
    expect(readGaps('')).toEqual([])
  })
})

describe('a line of the roster', () => {
  const line = (change: Partial<RosterLine>) =>
    ({ officer: { dutySquadId: 'squad-gulin-1' }, planned: [], since: null, ...change }) as RosterLine
  const planned = [{ tableId: 'table-1' as const, post: '菜场', from: whole.from ?? '', to: whole.to ?? '' }]

  it.each([
    ['there', { planned, since: '2026-11-23T00:00:00Z' }, []],
    ['missing', { planned }, []],
    ['untold', { planned }, ['squad-gulin-1']],
    ['extra', { since: '2026-11-23T00:00:00Z' }, []],
  ] as const)('says %s', (presence, change, untold) => {
    expect(presenceOf(line(change as Partial<RosterLine>), [...untold])).toBe(presence)
  })
})
