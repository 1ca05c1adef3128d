import { z } from 'zod'
import { idText, sideText } from '../answers.ts'
import { ProviderError } from '../call.ts'
import { failSend } from '../http-error.ts'
import { readPhone } from '../phones.ts'
import type { Recipient, RecipientOutcome, SendRequest, SendResult } from '../sending.ts'
import { explainRefusal, isSuccess, readAnswer } from './answer.ts'
import { post } from './post.ts'
import { type InfocloudCall, settings, vendor } from './settings.ts'

const sendData = z.object({
  msgId: sideText,
  msgid: sideText,
  desc: sideText,
  failPhones: z.unknown().optional(),
})

/** message/send when every recipient has the same values, message/sendBatch otherwise (发送短信, 批量发送). */
export async function send(call: InfocloudCall, request: SendRequest): Promise<SendResult> {
  const { path, fields } = compose(request, settings.parse(call.settings))
  const posted = await post(call, path, fields).catch((error: unknown) => {
    throw failSend(vendor, error)
  })
  const answer = readAnswer(posted.response.body)
  if (!isSuccess(posted, answer)) throw explainRefusal(posted, answer)
  const data = sendData.safeParse(answer.data).data
  const submissionId = data?.msgId ?? data?.msgid
  const refused = readFailPhones(data?.failPhones)
  const outcome = request.recipients.map((recipient) =>
    judge(recipient, refused, submissionId, data?.desc),
  )
  // Only a msgId says that the platform has taken the call, and only failPhones that it refused one.
  if (!submissionId && !outcome.some(isRefused)) throw explainRefusal(posted, answer)
  return {
    outcome,
    ...(submissionId ? { submissionId } : {}),
    ...(answer.requestId ? { requestId: answer.requestId } : {}),
  }
}

type Composed = { path: string; fields: Record<string, string> }

function compose(
  request: SendRequest,
  { upExtendCode, dynamicSignature }: z.infer<typeof settings>,
): Composed {
  const { vendorId } = request.template
  if (!vendorId) throw new ProviderError(vendor, 'template_unavailable', { code: '60001' })
  const shared = { templateCode: vendorId, upExtendCode, bid: request.reference }
  const phones = request.recipients.map(({ phone }) => phone)
  const values = request.recipients.map((recipient) =>
    dynamicSignature ? [request.signature, ...recipient.values] : recipient.values,
  )
  const [first = []] = values
  if (new Set(values.map((list) => JSON.stringify(list))).size <= 1) {
    const templateParam = first.length > 0 ? JSON.stringify(first) : ''
    return { path: '/message/send', fields: { ...shared, phones: phones.join(','), templateParam } }
  }
  return {
    path: '/message/sendBatch',
    fields: {
      ...shared,
      phonesJson: JSON.stringify(phones),
      templateParamJson: JSON.stringify(values),
    },
  }
}

/** Numbers with something between them, or a list of such; what is no text names nobody. */
function readFailPhones(value: unknown): Set<string> {
  const texts = [value].flat().flatMap((one) => idText.safeParse(one).data ?? [])
  const parts = texts.flatMap((text) => text.split(/[,，;；\s]+/))
  return new Set(parts.map((part) => readPhone(part) ?? part))
}

function judge(
  { phone }: Recipient,
  refused: Set<string>,
  submissionId: string | undefined,
  desc: string | undefined,
): RecipientOutcome {
  const detail = desc ? { detail: desc } : {}
  if (refused.has(phone))
    return { accepted: false, failure: 'rejected', code: 'failPhones', ...detail }
  return submissionId
    ? { accepted: true }
    : { accepted: false, failure: 'outcome_unknown', ...detail }
}

function isRefused(outcome: RecipientOutcome): boolean {
  return !outcome.accepted && outcome.failure === 'rejected'
}
