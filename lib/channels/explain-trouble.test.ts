import { expect, test } from 'vitest'
import { explainTrouble } from './explain-trouble.ts'

test('a private address: what it is and what to do, said once', () => {
  const detail = 'connect: address_not_allowed (10.0.0.5 is not a public address and not allowed)'
  const trouble = { failure: 'unavailable', code: 'address_not_allowed', detail }
  expect(explainTrouble('infocloud', trouble, 'en')).toEqual({
    title: 'The console does not go there',
    text: expect.stringMatching(/console refuses .* OUTBOUND_ALLOW does not name it/),
    advice: expect.stringContaining('OUTBOUND_ALLOW'),
  })
})

test('a vendor’s own words are kept for its support, its code once', () => {
  const own = { failure: 'bad_response', code: 'X9', detail: 'sorry' }
  expect(explainTrouble('infocloud', own, 'en').raw).toBe('X9 · sorry')
  const held = { failure: 'bad_response', code: 'X9', detail: 'X9: sorry' }
  expect(explainTrouble('infocloud', held, 'en').raw).toBe('X9: sorry')
  expect(explainTrouble('infocloud', { failure: 'bad_response' }, 'en')).not.toHaveProperty('raw')
})

test.each(['2001', 'http_503'])('%s: it answered, and is not said to be out of reach', (code) => {
  const { title, raw } = explainTrouble('infocloud', { failure: 'unavailable', code }, 'en')
  expect(title).toBe('The vendor answered, but did not serve the request')
  expect(raw).toBe(code)
  const lost = { failure: 'unavailable', code: 'ECONNREFUSED' }
  expect(explainTrouble('infocloud', lost, 'en').title).toBe('The vendor could not be reached')
})
