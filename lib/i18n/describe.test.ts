import { expect, test } from 'vitest'
import { z } from 'zod'
import { UserError } from '#lib/errors.ts'
import { ProviderError } from '#lib/providers/call.ts'
import { describeError } from './describe-error.ts'
import { describeIssues } from './describe-issues.ts'

test('a UserError in both languages, its state in words', () => {
  const error = new UserError('batch_state', { state: 'paused' }, { field: 'id' })
  expect(describeError('en', error)).toEqual({
    code: 'batch_state',
    message: 'A batch that is Paused cannot do this.',
    field: 'id',
  })
  expect(describeError('zh-CN', error)?.message).toContain('已暂停')
})

test('a ProviderError says what the vendor said; any other error is nobody’s to tell', () => {
  const error = new ProviderError('infocloud', 'unavailable', {
    code: 'no such code',
    detail: 'x y',
  })
  expect(describeError('en', error)?.message).toMatch(
    /could not be reached \(.+: no such code · x y\)/,
  )
  expect(describeError('en', new Error('secret'))).toBeUndefined()
})

test('a call that never left: what it was, and a code said once', () => {
  const error = new ProviderError('infocloud', 'unavailable', {
    code: 'address_not_allowed',
    detail: 'connect: address_not_allowed (10.0.0.5 is not a public address and not allowed)',
  })
  const { message = '' } = describeError('en', error) ?? {}
  expect(message).toMatch(/^This console refuses the address, not the vendor: .*OUTBOUND_ALLOW/)
  expect(message).not.toMatch(/infocloud/i)
  expect(message.match(/address_not_allowed/g)).toHaveLength(1)
})

test('one sentence a field, by its path', () => {
  const schema = z.object({
    name: z.string().min(1),
    email: z.email(),
    password: z.string().min(10, 'password_short'),
    limits: z.object({ perCall: z.number().int().max(500) }),
    role: z.enum(['a', 'b']),
  })
  const given = { name: '', email: 'x', password: 'x', limits: { perCall: 501 } }
  const { error } = schema.safeParse(given, { reportInput: true })
  expect(describeIssues('en', error?.issues ?? [])).toEqual({
    name: 'Fill this in.',
    email: 'Write an e-mail address, such as name@company.com.',
    password: 'At least 10 characters.',
    'limits.perCall': 'Not more than 500.',
    role: 'Choose one from the list.',
  })
})
