import { expect, it } from 'vitest'
import { pullReplies, pullReports } from './pulls.ts'
import { push, raw, record, reportOf } from './pushes.fixture.ts'

const at = new Date('2026-11-21T02:00:00Z')
const answer = (row: object) =>
  raw(JSON.stringify({ errorCode: '000000', errorMsg: '获取成功', records: [row] }))
const reply = { src_id: '8615058306581', content: '好', dest_id: '410001123' }
const report = { mission_num: 'm1', dest_id: '15267797477', receive_real_status: '0' }

it.each([
  '2026-11-21 10:00:00',
  '2026-11-21 10:00:00.0',
  '2026-11-21 10:00:00.123',
  '2026-11-21T10:00:00',
  ' 2026-11-21T10:00:00.000 ',
  '20261121100000',
])('a time may be written %j', (text) => {
  expect(pullReplies.parse(answer({ ...reply, mo_time: text })).events).toMatchObject([{ at }])
  expect(pullReports.parse(answer({ ...report, stat_time: text })).events).toMatchObject([{ at }])
  const pushed = record.replace('2017-04-21 22:42:22', text)
  expect(push(reportOf(pushed))).toMatchObject([{ at }])
})

it.each<[string, object]>([
  ['empty', { stat_time: '' }],
  ['no time', { stat_time: 'soon' }],
  ['one that is none', { stat_time: '2026-02-30 10:00:00', time_stamp: null }],
])('a name whose time is %s hides no other one', (_, times) => {
  const row = { ...reply, ...times, mo_time: '2026-11-21 10:00:00' }
  expect(pullReplies.parse(answer(row)).events).toMatchObject([{ at }])
})
