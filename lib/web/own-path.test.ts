import { expect, test } from 'vitest'
import { isOwnOrigin } from './check-origin.ts'
import { ownPath } from './own-path.ts'

test.each([
  ['/batches?state=draft', '/batches?state=draft'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['/.//evil.example/x', '/'],
  ['/a/..//evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
])('ownPath(%j) is %s', (from, expected) => {
  expect(ownPath(from)).toBe(expected)
})

test.each([
  ['https://sms.example', 'sms.example', true],
  ['http://localhost:3000', 'localhost:3000', true],
  ['https://evil.example', 'sms.example', false],
  ['null', 'sms.example', false],
  [undefined, 'sms.example', false],
])('an origin of %s at host %s: %s', (origin, host, expected) => {
  const headers = new Headers({ host, ...(origin ? { origin } : {}) })
  expect(isOwnOrigin(headers, 'https://sms.example')).toBe(expected)
})
