import { expect, test } from 'vitest'
import { explain } from './explain.ts'

test.each(['failed', 'rejected'] as const)(
  'a code that is a word of JavaScript is a code nobody explains: %s',
  (status) => {
    for (const code of ['constructor', '__proto__', 'toString'])
      expect(explain('infocloud', { status, code, failure: null }, 'en')).toMatchObject({
        text: null,
        advice: null,
        group: null,
      })
  },
)

test('a documented code of a report has words', () => {
  const explained = explain(
    'infocloud',
    { status: 'delivered', code: 'DELIVRD', failure: null },
    'en',
  )
  expect(explained).toMatchObject({ group: 'delivered' })
})

test('a code that no document explains keeps our reason and what to do', () => {
  const message = { status: 'rejected', code: 'E-77', failure: 'rejected' } as const
  const zh = explain('infocloud', message, 'zh-CN')
  expect(zh).toMatchObject({ text: expect.stringMatching(/\p{sc=Han}/u), retry: null })
  expect(zh.advice).toMatch(/供应商原文/)
  const en = explain('infocloud', message, 'en')
  expect(`${en.text} ${en.advice}`).not.toMatch(/\p{sc=Han}/u)
})

test('a failure of the network says which', () => {
  const message = { status: 'queued', code: 'ECONNREFUSED', failure: 'unavailable' } as const
  expect(explain('upyun', message, 'en').text).toMatch(/reached — Nothing listens/)
})
