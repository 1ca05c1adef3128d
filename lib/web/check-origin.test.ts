import { expect, test } from 'vitest'
import { isForeignSite, isOwnOrigin } from './check-origin.ts'

const publicUrl = 'https://sms.example.com'
const headers = (more: Record<string, string>) => new Headers({ host: '10.0.0.5:3000', ...more })

test.each([
  ['https://sms.example.com', true],
  ['https://10.0.0.5:3000', true],
  ['http://sms.example.com', false],
  ['http://10.0.0.5:3000', false],
  ['https://sms.example.com.evil.example', false],
  ['https://sms.example.com:8443', false],
  ['null', false],
  ['', false],
])('a POST from %j: %s', (origin, own) => {
  expect(isOwnOrigin(headers(origin ? { origin } : {}), publicUrl)).toBe(own)
})

test.each<[Record<string, string>, boolean]>([
  [{ 'sec-fetch-site': 'same-origin' }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ 'sec-fetch-site': 'same-site' }, true],
  [{ 'sec-fetch-site': 'cross-site' }, true],
  [{ 'sec-fetch-site': 'cross-site', origin: publicUrl }, true],
  [{ origin: 'https://evil.example' }, true],
  [{ origin: 'null' }, true],
  [{ origin: publicUrl }, false],
  [{ referer: 'https://evil.example/page' }, true],
  [{ referer: 'https://sms.example.com/messages' }, false],
  [{}, false],
])('a GET with %j is foreign: %s', (given, foreign) => {
  expect(isForeignSite(headers(given), publicUrl)).toBe(foreign)
})
