import { describe, expect, it } from 'vitest'
import { messages } from '#lib/i18n/messages.ts'
import { contentProblems } from '#lib/providers/content-problems.ts'
import { describeReason } from './describe-reason.ts'

const zh = messages['zh-CN']
const latin = /[a-z]{4,}/

describe('why a push could not be read', () => {
  it.each(contentProblems)('%s has words of its own in both languages', (problem) => {
    const push = { failure: 'bad_response', problem, words: '2 5' }
    expect(describeReason(zh, push)).toMatch(/\p{sc=Han}/u)
    expect(describeReason(zh, push)).not.toMatch(latin)
    expect(describeReason(messages.en, push)).toMatch(latin)
    expect(describeReason(messages.en, push)).not.toMatch(/[{}]|_/)
  })

  it('says how many rows were left', () => {
    const push = { failure: 'bad_response', problem: 'rows_left' as const, words: '2 5' }
    expect(describeReason(messages.en, push)).toMatch(/\b2 of 5\b/)
  })

  it('another account is not said to be a refusal by the vendor, nor in rows of before', () => {
    const words = 'the push names another apiKey'
    const before = describeReason(zh, { failure: 'unauthorized', problem: undefined, words })
    const push = { failure: 'unauthorized', problem: 'another_account' as const, words: '' }
    expect(before).toBe(describeReason(zh, push))
    expect(before).not.toContain(zh.common.failure.unauthorized)
    expect(before).not.toMatch(latin)
  })

  it('keeps what a vendor, or the database, says', () => {
    const vendors = { failure: 'bad_response', problem: undefined, words: 'HTTP 200: sorry' }
    expect(describeReason(zh, vendors)).toBe(`${zh.common.failure.bad_response} · HTTP 200: sorry`)
    const other = { failure: '', problem: undefined, words: 'RangeError: x' }
    expect(describeReason(zh, other)).toBe(`${zh.reports.otherReason} · RangeError: x`)
  })
})
