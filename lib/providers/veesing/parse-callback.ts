import { readChinaTime } from '../china-time.ts'
import { refuseContent } from '../content-problems.ts'
import type { RawDocument, VendorEvent } from '../events.ts'
import { readMask, readPhone } from '../phones.ts'
import { vendor } from './settings.ts'

type Push = Record<
  'mobile' | 'taskid' | 'status' | 'code' | 'receivetime' | 'content',
  string | undefined
>

/**
 * 2. 回执/回复推送接口: one receipt or one reply, both may come to one address; a push with `content`
 * is a reply. It carries no credential: the secret address alone says that it is ours.
 */
export function parseCallback(raw: RawDocument): VendorEvent[] {
  const push = readPush(raw)
  const at = readChinaTime(push.receivetime ?? '') ?? raw.receivedAt
  const isReply = push.content !== undefined && !push.status
  const event = at && (isReply ? readReply(push, at) : readReport(push, at))
  if (!event) {
    throw refuseContent(vendor, 'unknown_kind')
  }
  return [event]
}

/** The document has them in the body; what stands in the address only counts where that is silent. */
function readPush({ query, body }: RawDocument): Push {
  const fields = [new URLSearchParams(query), new URLSearchParams(new TextDecoder().decode(body))]
  const read = new Map(fields.flatMap((one) => [...one]).map(([k, v]) => [k.toLowerCase(), v]))
  return {
    mobile: read.get('mobile'),
    taskid: read.get('taskid')?.trim(),
    status: read.get('status')?.trim(),
    code: read.get('code')?.trim(),
    receivetime: read.get('receivetime'),
    content: read.get('content'),
  }
}

function readReport({ mobile, taskid, status, code }: Push, at: Date): VendorEvent | undefined {
  if (!taskid || !status) return undefined
  // The document prints it masked: it then tells apart the recipients of the call.
  const phone = readPhone(mobile) ?? readMask(mobile)
  const about = { keys: { submissionId: taskid }, ...(phone ? { phone } : {}), at }
  if (status !== '0' && status !== '1') return { type: 'word', word: status, ...about }
  return { type: 'report', delivered: status === '1', code: code || status, ...about }
}

function readReply({ mobile, taskid, content = '' }: Push, at: Date): VendorEvent | undefined {
  const phone = readPhone(mobile)
  if (!phone) return undefined
  return {
    type: 'reply',
    phone,
    content,
    at,
    ...(taskid ? { keys: { submissionId: taskid } } : {}),
  }
}
