import { bytes } from '../call.fixture.ts'
import { parseCallback } from './parse-callback.ts'

/** Whose pushes the document prints. */
export const appKey = 'nqzuhh1wq9lxlpya1q0976gdb50p1eqi'
export const account = { credentials: { appKey, appSecret: 's' } }
export const receivedAt = new Date('2026-11-20T18:30:00Z')
export const raw = (body: string | Uint8Array) => ({
  method: 'POST',
  query: '',
  contentType: 'text/xml',
  body: typeof body === 'string' ? bytes(body) : body,
  receivedAt,
})
export const push = (body: string | Uint8Array) => parseCallback(raw(body), account)

// Both as the document prints them, the space before the batch's number and all.
const head = (nonce: string) => `<?xml version="1.0" encoding="UTF-8"?>
<xml>
<head>
<app_key>nqzuhh1wq9lxlpya1q0976gdb50p1eqi</app_key>
<time_stamp>20160823143033</time_stamp>
<nonce_str>${nonce}</nonce_str>
<sign>72b16e1d63b9f2f2ee588df4e88d7706</sign>
</head>
<body>
`
export const record = `<record>
<mission_num>100001</mission_num>
<dest_id>15267797477</dest_id>
<send_status>SUCCESS</send_status>
<receive_status>SUCCESS</receive_status>
<receive_real_status>DELIVRD</receive_real_status>
<batch_num> zhuanxinyun100001</batch_num>
<stat_time>2017-04-21 22:42:22</stat_time>
</record>
`
export const reportOf = (records: string) =>
  `${head('sdowenfwierhfwdkpkadbi')}<records>\n${records}</records>\n</body>\n</xml>`
export const report = reportOf(record)
export const reply = `${head('sdhi23hsdpghu32ohzh')}<dest>
<src_id>8615058306581</src_id>
<content>測試</content>
<dest_id>410001123</dest_id>
</dest>
</body>
</xml>`
