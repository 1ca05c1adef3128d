import { expect, test } from 'vitest'
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
