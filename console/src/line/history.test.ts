import { describe, expect, it } from 'vitest'
import { keeping, present, type Recall, readKept, recalled } from './history.engine.ts'

const lines = ['派 古林二队 0312', '到 0298', '派 鼓楼一队 0007']

describe('history', () => {
  it('keeps each line once, the newest last, and no blanks', () => {
    expect(keeping(lines, ' 到 0298 ')).toEqual(['派 古林二队 0312', '派 鼓楼一队 0007', '到 0298'])
    expect(keeping(lines, '  ')).toBe(lines)
    expect(Array.from({ length: 120 }, (_, index) => `到 ${index}`).reduce(keeping, [])).toHaveLength(100)
  })

  it('walks back through all and on again to what was being typed', () => {
    const walk = (...ways: (1 | -1)[]) =>
      ways.reduce<{ recall: Recall; line: string } | null>((at, way) => at && recalled(lines, at.recall, way), {
        recall: present,
        line: '',
      })?.line
    expect(walk(1)).toBe('派 鼓楼一队 0007')
    expect(walk(1, 1, 1)).toBe('派 古林二队 0312')
    expect(walk(1, 1, 1, 1)).toBeUndefined()
    expect(walk(1, 1, -1)).toBe('派 鼓楼一队 0007')
    expect(walk(1, -1)).toBe('')
    expect(walk(-1)).toBeUndefined()
  })

  it('walks only through lines that begin with what was being typed', () => {
    const begun = recalled(lines, { draft: '派', back: 0 }, 1)
    expect(begun?.line).toBe('派 鼓楼一队 0007')
    expect(begun && recalled(lines, begun.recall, 1)?.line).toBe('派 古林二队 0312')
  })

  it('is read for whoever typed it, and for nobody else', () => {
    const kept = JSON.stringify({ by: 'person-chen', lines })
    expect(readKept(kept, 'person-chen')).toEqual(lines)
    expect(readKept(kept, 'person-zhou')).toEqual([])
    expect(readKept('{', 'person-chen')).toEqual([])
    expect(readKept(null, 'person-chen')).toEqual([])
  })
})
