import { problems } from '@lianqin/shared/wire/problem'
import { afterEach, describe, expect, it } from 'vitest'
import { locale } from './i18n.ts'
import { problemText } from './problem.text.ts'

afterEach(() => {
  locale.value = 'zh-CN'
})

describe('a refusal in words', () => {
  it('F04: licence register with expiry — officer with expired licence cannot be put on an inspection task; reason shown', () => {
    const params = { name: '陆舟', until: '2026-06-30' }
    expect(problemText('officer.licence-lapsed', params)).toBe(
      '陆舟的执法证有效期至 2026-06-30，已过期，不能参加执法任务；请换人，或先办延期。',
    )
    locale.value = 'en'
    expect(problemText('officer.licence-lapsed', params)).toBe(
      'The licence of 陆舟 was valid until 2026-06-30 and has lapsed: not on an enforcement task. Choose somebody else, or extend it first.',
    )
  })

  it('is said in the language of the screen and in no other, for every code', () => {
    for (const code of Object.keys(problems) as (keyof typeof problems)[]) {
      locale.value = 'zh-CN'
      expect(problemText(code), code).toMatch(/\p{Script=Han}/u)
      locale.value = 'en'
      expect(problemText(code), code).not.toMatch(/\p{Script=Han}/u)
    }
  })
})
