import { describe, expect, it } from 'vitest'
import { failAsk, failSend, HttpError } from './http-error.ts'

describe('an HttpError as a ProviderError', () => {
  it.each([
    ['connect', 'ECONNREFUSED', 'unavailable', 'unavailable'],
    ['connect', 'address_not_allowed', 'unavailable', 'unavailable'],
    ['answer', 'ECONNRESET', 'outcome_unknown', 'unavailable'],
    ['answer', 'answer_timeout', 'outcome_unknown', 'unavailable'],
    ['answer', 'answer_cut_off', 'outcome_unknown', 'bad_response'],
    ['answer', 'answer_too_large', 'outcome_unknown', 'bad_response'],
    ['answer', 'HPE_INVALID_CONSTANT', 'outcome_unknown', 'bad_response'],
  ] as const)('%s %s: send %s, ask %s', (phase, code, send, ask) => {
    const error = new HttpError(phase, code)
    expect(failSend('v', error)).toMatchObject({ vendor: 'v', failure: send, code, cause: error })
    expect(failAsk('v', error)).toMatchObject({ vendor: 'v', failure: ask, code, cause: error })
  })
  it('is known when another copy of this module made it, as bundles do', async () => {
    const copy = './http-error.ts?copy'
    const other: typeof import('./http-error.ts') = await import(/* @vite-ignore */ copy)
    expect(other.HttpError).not.toBe(HttpError)
    const error = new other.HttpError('connect', 'ENOTFOUND')
    expect(failAsk('v', error)).toMatchObject({ failure: 'unavailable', code: 'ENOTFOUND' })
    expect(new TypeError('bug')).not.toBeInstanceOf(HttpError)
  })
  it('anything else is not ours to explain', () => {
    const bug = new TypeError('bug')
    expect(() => failSend('v', bug)).toThrow(bug)
  })
})
