import { isOk } from '../answers.ts'
import { writeChinaTime } from '../china-time.ts'
import { failSend } from '../http-error.ts'
import type { Recipient, RecipientOutcome, SendRequest, SendResult } from '../sending.ts'
import { explainRefusal, readCode } from './answer.ts'
import { composeEach, composeSame } from './ddt.ts'
import { callEndpoint, type EndpointName } from './endpoints.ts'
import { readAnswer } from './gbk.ts'
import { type ChannelSettings, type SmsadminCall, settings, vendor } from './settings.ts'
import { textProblem } from './text-problems.ts'

/** What certainly arrives by the plain addresses; the rest is 换行、空格等特殊字符. */
const harmless = /^[\p{Script=Han}A-Za-z0-9，。、；：？！…—·《》（）【】“”‘’￥.,:!?()_*@-]*$/u

/**
 * 2–4: one text by the address that the channel's settings name, several by ddt. The vendor drops
 * what it cannot read without a word, so that is refused here and the rest is sent. Throws ProviderError.
 */
export async function send(call: SmsadminCall, request: SendRequest): Promise<SendResult> {
  const channel = settings.parse(call.settings)
  const shared = isShared(request.recipients)
  const refusals = request.recipients.map((one) => refuse(one, shared))
  const recipients = request.recipients.filter((_, n) => !refusals[n])
  const outcome = refusals.map((refusal): RecipientOutcome => refusal ?? { accepted: true })
  if (recipients.length === 0) return { outcome }
  const { name, fields } = compose({ ...request, recipients }, channel)
  const response = await callEndpoint(call, name, {
    ...fields,
    // 时间为空为立即发送
    dtime: request.sendAt ? writeChinaTime(request.sendAt) : '',
    linkid: request.reference,
  }).catch((error: unknown) => {
    throw failSend(vendor, error)
  })
  const accepted = isOk(response) && readCode(readAnswer(response.body))?.code === '0'
  if (!accepted) throw explainRefusal(response)
  return { outcome }
}

type Composed = { name: EndpointName; fields: Record<string, string> }

function compose(request: SendRequest, channel: ChannelSettings): Composed {
  const { recipients } = request
  const [{ text }] = recipients as [Recipient]
  if (!isShared(recipients)) {
    const first = channel.ddtFirstVariable === '1' ? 1 : 0
    return { name: 'post_send_ddt', fields: composeEach(request, first) }
  }
  const name = chooseAddress(text, channel)
  if (name === 'post_send_ddt') return { name, fields: composeSame(text, recipients) }
  const mobile = recipients.map(({ phone }) => phone).join(';')
  return { name, fields: { mobile, msg: text } }
}

/** md5 has no address of its own for special characters; ddt takes md5 and carries them. */
function chooseAddress(text: string, { method, style }: ChannelSettings): EndpointName {
  const special = !harmless.test(text)
  if (style === 'md5') return special ? 'post_send_ddt' : `${method}_send_md5`
  return style === 'urldecode' || special ? `${method}_send_urldecode` : `${method}_send`
}

const isShared = (recipients: readonly Recipient[]): boolean =>
  recipients.every(({ text }) => text === recipients[0]?.text)

function refuse({ phone, text, values }: Recipient, shared: boolean): RecipientOutcome | undefined {
  const refusal = (code: string): RecipientOutcome => ({
    accepted: false,
    failure: 'rejected',
    code,
  })
  if (!/^1[3-9]\d{9}$/.test(phone)) return refusal('not_mobile')
  const separated = !shared && values.some((value) => /[,;]/.test(value))
  return separated || textProblem(text) ? refusal('not_carried') : undefined
}
