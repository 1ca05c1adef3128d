import { expect, test } from 'vitest'
import { resolvePath } from './resolve-path.ts'

test('paths are meant from where npm was called, not from where it runs us', () => {
  const env = { npm_lifecycle_event: 'sms', INIT_CWD: '/home/li' }
  expect(resolvePath('people.csv', env)).toBe('/home/li/people.csv')
  expect(resolvePath('/data/people.csv', env)).toBe('/data/people.csv')
  expect(resolvePath('a.csv', { ...env, npm_lifecycle_event: 'test' })).toBe(
    `${process.cwd()}/a.csv`,
  )
  expect(resolvePath('a.csv', {})).toBe(`${process.cwd()}/a.csv`)
})
