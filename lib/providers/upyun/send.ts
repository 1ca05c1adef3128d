import { z } from 'zod'
import { findEntry, idText, isOk, optionalText, readJson } from '../answers.ts'
import { ProviderError } from '../call.ts'
import { failSend } from '../http-error.ts'
import { readPhone } from '../phones.ts'
import type { RecipientOutcome, SendRequest, SendResult } from '../sending.ts'
import { codes } from './codes.ts'
import { request as callUpyun, explainRefusal } from './request.ts'
import { type UpyunCall, vendor } from './settings.ts'
import { joinValues } from './variables.ts'

const item = z.object({
  mobile: idText,
  message_id: optionalText,
  /** Seen in public clients beside `message_id`. */
  msg_id: optionalText,
  error_code: optionalText,
})
type Item = z.infer<typeof item>
/** What cannot be read of one item leaves that phone unknown, and no other. */
const sent = z.object({
  message_ids: z
    .array(z.unknown())
    .transform((all) => all.flatMap((one) => item.safeParse(one).data ?? [])),
})

/** 5.5: one template and one set of values for all recipients of the call. Throws ProviderError. */
export async function send(call: UpyunCall, request: SendRequest): Promise<SendResult> {
  const response = await callUpyun(call, 'POST', '/api/messages', compose(request)).catch(
    (error: unknown) => {
      throw failSend(vendor, error)
    },
  )
  const items = isOk(response) ? sent.safeParse(readJson(response.body)).data : undefined
  if (!items) throw explainRefusal(response)
  const byPhone = new Map(
    items.message_ids.map((one) => [readPhone(one.mobile) ?? one.mobile, one]),
  )
  return { outcome: request.recipients.map(({ phone }) => judge(byPhone.get(phone))) }
}

function compose({ template, recipients }: SendRequest) {
  const { vendorId } = template
  if (!vendorId)
    throw new ProviderError(vendor, 'template_unavailable', { code: 'TEMPLATE_NOT_FOUND' })
  const [first = []] = recipients.map(({ values }) => values)
  if (recipients.some(({ values }) => JSON.stringify(values) !== JSON.stringify(first))) {
    throw new ProviderError(vendor, 'template_unavailable', {
      code: 'different_values',
      detail: 'all recipients of a call share one set of values',
    })
  }
  if (first.some((value) => value.includes('|'))) {
    throw new ProviderError(vendor, 'rejected', {
      code: 'ILLEGAL_PARAMER',
      detail: 'a value has |',
    })
  }
  const vars = joinValues(template.text, first)
  return {
    // A number in the document; kept as text where it is none.
    template_id: /^\d{1,15}$/.test(vendorId) ? Number(vendorId) : vendorId,
    mobile: recipients.map(({ phone }) => phone).join(','),
    ...(vars ? { vars } : {}),
  }
}

/** No entry, or one that says neither yes nor a documented no, proves nothing. */
function judge(found: Item | undefined): RecipientOutcome {
  const vendorMessageId = found?.message_id ?? found?.msg_id
  const code = found?.error_code
  if (vendorMessageId && !code) return { accepted: true, vendorMessageId }
  const failure = vendorMessageId ? undefined : findEntry(codes, code)?.failure
  return { accepted: false, failure: failure ?? 'outcome_unknown', ...(code ? { code } : {}) }
}
