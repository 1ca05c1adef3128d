export const keys = { token: 't' }
export const owner = { id: 1, name: 'taevas', general: 8000, vip: 0, industry: 4, marketing: 0 }
export const quota = [
  { unit: 'messages', name: 'general', amount: 8000 },
  { unit: 'messages', name: 'vip', amount: 0 },
]
/** As the document prints it (5.6). */
export const row = {
  id: 2,
  template_id: 2,
  report_type: 'vip',
  title: '测试测试',
  type: 'industry',
  content: 'hello,hello【落子時】',
  temp_sign: '落子時',
  mobile: '15757123456',
  sent_at: '2017-04-06T08:36:01.000Z',
  created_at: '2017-04-06T08:36:00.000Z',
  status: 'success',
  quantity: 1,
  owner,
}
export const page = (rows: unknown[], total = rows.length) =>
  JSON.stringify({ messages: rows, total })
