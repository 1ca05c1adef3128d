import type { AcceptedItem } from '../core/accept.ts'
import { chinaDay } from '../core/clock.ts'
import { isMobile } from '../core/phones.ts'
import { Refusal } from '../core/refusal.ts'
import { countSegments } from '../core/segments.ts'
import { type Answer, jsonAnswer } from '../core/vendor.ts'
import type { Context } from './context.ts'
import type { Params } from './parameters.ts'
import { statusOf, type UpyunTemplate } from './state.ts'
import { VARIABLE } from './template-rules.ts'
import { findTemplate } from './templates.ts'

const TEXT_LIMIT = 350
const INDUSTRY_DAILY = 10
const FIRST_MESSAGE_ID = 100_001

const NOT_USABLE = { review: 'TEMPLATE_AUDITING', defeat: 'TEMPLATE_FAILED' } as const

/** What a row of `GET /api/messages` shows of the template as it was when sending. */
export type MessageMeta = Pick<UpyunTemplate, 'title' | 'type' | 'report_type' | 'temp_sign'>

/** §5.5 `POST /api/messages`: one template and one set of values to many numbers. */
export function sendMessages(context: Context, params: Params): Answer {
  const { mobile, template_id: id, vars } = params
  if (!mobile || !id) throw new Refusal('MISSING_PARAMETER')
  const template = usableTemplate(context, id)
  const phones = mobile.split(',')
  if (phones.length > context.settings.mobileLimit) throw new Refusal('MOBILE_LIMIT')
  const text = render(template, vars)
  const items = acceptItems(context, template, phones.filter(isMobile), text)
  const { callId, ids } = submit(context, template, items)
  const name = context.settings.messageIdName
  let next = 0
  const results = phones.map((phone) =>
    isMobile(phone)
      ? { [name]: ids[next++], mobile: phone }
      : { error_code: 'ILLEGAL_MOBILE', mobile: phone },
  )
  return { ...jsonAnswer(200, { message_ids: results }), callId }
}

function usableTemplate(context: Context, id: string): UpyunTemplate {
  const template = findTemplate(context, id)
  const status = statusOf(template, context.now())
  if (status !== 'success') throw new Refusal(NOT_USABLE[status])
  return template
}

/** The text as it arrives: `{$var1}` is the first of the values joined by `|`. */
function render(template: UpyunTemplate, vars: string | undefined): string {
  const values = vars ? vars.split('|') : []
  const numbers = [...template.content.matchAll(VARIABLE)].map((match) => Number(match[1]))
  if (values.length !== Math.max(0, ...numbers)) throw new Refusal('ILLEGAL_PARAMER')
  const content = template.content.replace(VARIABLE, (_, n: string) => values[Number(n) - 1] ?? '')
  const sign = `【${template.temp_sign}】`
  const text = template.sign_location === 'top' ? sign + content : content + sign
  if (text.length > TEXT_LIMIT) throw new Refusal('ILLEGAL_CONTENT_LENGTH')
  return text
}

/** Ours: an eleventh industry message to a phone in a day is taken and then fails. */
function acceptItems(
  { db, now }: Context,
  template: UpyunTemplate,
  phones: readonly string[],
  text: string,
): Omit<AcceptedItem, 'messageId'>[] {
  const segments = countSegments(text)
  const day = chinaDay(now())
  const received = (phone: string): number =>
    db.all<{ n: number }>(
      'SELECT count(*) AS n FROM messages WHERE phone = $phone AND day = $day AND meta LIKE \'%"type":"industry"%\'',
      { phone, day },
    )[0]?.n ?? 0
  return phones.map((phone) => {
    const full = template.type === 'industry' && received(phone) >= INDUSTRY_DAILY
    return { phone, text, segments, ...(full && { forcedCode: 'REJECTD' }) }
  })
}

/** Stores the call and takes its segments off the package; failures give theirs back later. */
function submit(
  { db, state, accept }: Context,
  template: UpyunTemplate,
  items: readonly Omit<AcceptedItem, 'messageId'>[],
) {
  const { title, type, report_type, temp_sign } = template
  const meta: MessageMeta = { title, type, report_type, temp_sign }
  const segments = items.reduce((sum, item) => sum + item.segments, 0)
  if (state.owner()[report_type] < segments) throw new Refusal('INSUFFICIENT_FUNDS')
  return db.transaction(() => {
    const first = db.takeNumbers('message', FIRST_MESSAGE_ID, items.length)
    const callId = `call-${db.takeNumbers('call', 1, 1)}`
    const call = { callId, template: String(template.id), purse: report_type }
    const ids = items.map((_, index) => first + index)
    accept(
      { ...call, meta: JSON.stringify(meta) },
      items.map((item, index) => ({ ...item, messageId: String(ids[index]) })),
    )
    state.countOwner({ [report_type]: -segments, [type]: items.length })
    return { callId, ids }
  })
}
