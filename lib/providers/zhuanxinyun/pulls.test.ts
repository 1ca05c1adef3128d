import { expect, it } from 'vitest'
import { pullReports } from './pulls.ts'
import { push, raw, record, reportOf } from './pushes.fixture.ts'

const row = (status: unknown) => ({
  mission_num: 'm1',
  dest_id: '15267797477',
  receive_real_status: status,
  batch_num: 'b1',
})
const answer = (records: unknown[]) =>
  raw(JSON.stringify({ errorCode: '000000', errorMsg: '獲取成功', records }))

it.each([
  ['null', answer([row(null), row(null)])],
  ['nothing', answer([row(''), row(' ')])],
  [
    'an empty element',
    raw(
      `<xml><errorCode>000000</errorCode><records>${record.replace('DELIVRD', '')}</records></xml>`,
    ),
  ],
])('a day on which each status is still %s has no reports, and is readable', (_, document) => {
  expect(pullReports.parse(document)).toEqual({ events: [], more: false })
})

it('of a day the messages under way are left out, and what cannot be read is still told', () => {
  expect(pullReports.parse(answer([row(null), row('DELIVRD')])).events).toHaveLength(1)
  const foreign = { mission_num: 'm1', dest_id: '1', status: 'DELIVRD' }
  expect(() => pullReports.parse(answer([row(null), foreign]))).toThrow(/bad_response/)
})

it('a push without a status stays unreadable', () => {
  expect(() => push(reportOf(record.replace('DELIVRD', '')))).toThrow(/bad_response/)
})
