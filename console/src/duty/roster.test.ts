import type { Roster, RosterLine } from '@lianqin/shared/duty'
import { describe, expect, it } from 'vitest'
import { rosterCounts, rosterGroups } from './roster.rank.ts'

const planned: RosterLine['planned'] = [{ tableId: 'table-1', post: '菜场', from: '', to: '' }]
const aLine = (id: string, squad: string, change: Partial<RosterLine>) =>
  ({
    officer: { id: `officer-${id}`, dutySquadId: `squad-${squad}` },
    planned: [],
    since: null,
    ...change,
  }) as unknown as RosterLine
const roster: Roster = {
  at: '2026-11-23T00:00:00Z',
  untoldSquads: ['squad-c'],
  lines: [
    aLine('1', 'a', { planned, since: 'then' }),
    aLine('2', 'b', { since: 'then' }),
    aLine('3', 'b', { planned, since: 'then' }),
    aLine('4', 'b', { planned }),
    aLine('5', 'c', { planned }),
  ],
}

describe('the roster', () => {
  it('counts who is planned, there, missing, not told and there without a plan', () => {
    expect(rosterCounts(roster)).toEqual({ planned: 4, there: 2, missing: 1, untold: 1, extra: 1 })
  })

  it('puts squads with somebody missing first, and in each squad whoever is missing', () => {
    const shown = rosterGroups(roster).map(({ squadId, untold, lines }) => [
      squadId,
      untold,
      lines.map(({ line }) => line.officer.id),
    ])
    expect(shown).toEqual([
      ['squad-b', false, ['officer-4', 'officer-3', 'officer-2']],
      ['squad-a', false, ['officer-1']],
      ['squad-c', true, ['officer-5']],
    ])
  })
})
