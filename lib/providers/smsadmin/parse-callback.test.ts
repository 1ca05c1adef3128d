import { expect, it } from 'vitest'
import { parseCallback } from './parse-callback.ts'

const account = { credentials: { uid: 'ID', pwd: 'p' } }
const push = (query: string, body = '') =>
  parseCallback(
    {
      method: 'POST',
      query,
      contentType: '',
      body: Buffer.from(body, 'latin1'),
      receivedAt: new Date('2026-11-21T02:00:00Z'),
    },
    account,
  )
const rest = 'SmsName=ID&Mobile=13802102102&LinkId=1'

it.each(['rpt', 'RPT', 'Rpt', '+rpt'])('Class=%s is a report', (kind) => {
  expect(push(`Class=${kind}&${rest}&Report=DELIVRD`)).toMatchObject([{ type: 'report' }])
})

it.each(['mo', 'MO', 'Mo', 'mo+'])('Class=%s is a reply', (kind) => {
  expect(push('', `Class=${kind}&${rest}&Message=TD`)).toMatchObject([{ content: 'TD' }])
})

it('is ours though spaces stand around the SmsName, and whatever letters are in it not', () => {
  const spaced = rest.replace('=ID', '=+ID+')
  expect(push(`Class=mo&${spaced}&Message=TD`)).toHaveLength(1)
  const other = rest.replace('=ID', '=id')
  expect(() => push(`Class=mo&${other}&Message=TD`)).toThrow(/unauthorized/)
})

it('of a masked phone tells apart the recipients of its call, and is no reply', () => {
  const masked = rest.replace('13802102102', '1380210****')
  expect(push(`Class=rpt&${masked}&Report=DELIVRD`)).toMatchObject([
    { phone: '1380210****', keys: { reference: '1' } },
  ])
  expect(() => push(`Class=mo&${masked}&Message=TD`)).toThrow(/bad_response/)
})
