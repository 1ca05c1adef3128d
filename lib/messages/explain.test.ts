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
