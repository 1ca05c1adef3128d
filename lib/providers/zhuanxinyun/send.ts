import { ProviderError } from '../call.ts'
import { failSend } from '../http-error.ts'
import type { SendRequest, SendResult } from '../sending.ts'
import { explainRefusal, isSuccess, post, readAnswer } from './answer.ts'
import { settings, vendor, type ZhuanxinyunCall } from './settings.ts'

/**
 * sendSms when all recipients get one text, sendTplSms otherwise. `missionNums` are always sent:
 * without them no reports come. A refusal is the whole call's. Throws ProviderError.
 */
export async function send(call: ZhuanxinyunCall, request: SendRequest): Promise<SendResult> {
  const { name, fields } = compose(request)
  const { extraNum } = settings.parse(call.settings)
  const response = await post(call, name, { ...fields, ...(extraNum ? { extraNum } : {}) }).catch(
    (error: unknown) => {
      throw failSend(vendor, error)
    },
  )
  const answer = readAnswer(response.body)
  if (!isSuccess(response, answer)) throw explainRefusal(response, answer)
  return { outcome: request.recipients.map(() => ({ accepted: true })) }
}

type Composed = { name: string; fields: Record<string, string> }

function compose({ reference, template, recipients }: SendRequest): Composed {
  const texts = recipients.map(({ text }) => text)
  const [first = ''] = texts
  const phones = recipients.map(({ phone }) => phone).join(',')
  // In sendTplSms they are ours: its samples carry none, the table of parameters does.
  const missionNums = recipients.map((recipient) => recipient.reference).join(',')
  const shared = { phones, missionNums, batchNum: reference }
  if (texts.every((text) => text === first)) {
    return { name: 'sendSms', fields: { ...shared, content: first } }
  }
  if (!template.vendorId) {
    throw new ProviderError(vendor, 'template_unavailable', {
      code: '100011',
      detail: 'different texts in a call need a templateId',
    })
  }
  // Each text encoded by itself, so that the commas between them are the only ones; the form
  // encodes all of it once more.
  const content = texts.map(encodeURIComponent).join(',')
  return { name: 'sendTplSms', fields: { ...shared, content, templateId: template.vendorId } }
}
