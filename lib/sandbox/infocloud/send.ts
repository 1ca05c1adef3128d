import type { AcceptedItem } from '../core/accept.ts'
import { fateByEnding } from '../core/fates.ts'
import { isMobile } from '../core/phones.ts'
import { Refusal } from '../core/refusal.ts'
import { countSegments } from '../core/segments.ts'
import type { Answer, VendorContext } from '../core/vendor.ts'
import type { Fields } from './authenticate.ts'
import { success } from './codes.ts'
import { checkLimits } from './limits.ts'
import {
  readBid,
  readExtension,
  readPhones,
  readPhonesJson,
  readTemplateCode,
  readValueLists,
  readValues,
} from './parameters.ts'
import type { InfocloudSettings } from './settings.ts'
import type { InfocloudState } from './state.ts'
import { type InfocloudTemplate, renderText } from './templates.ts'

export type Context = VendorContext<InfocloudSettings> & { state: InfocloudState }

type Recipient = { phone: string; text: string }

const FIRST_MSG_ID = 900_000_000_000_000

/** `message/send`: one text to up to 1,000 numbers. */
export function sendSame(context: Context, fields: Fields): Answer {
  const template = findTemplate(context, fields)
  const phones = readPhones(fields)
  const text = renderText(template, readValues(fields))
  return submit(
    context,
    fields,
    template,
    phones.map((phone) => ({ phone, text })),
    'msgId',
  )
}

/** `message/sendBatch`: a text of its own to each of up to 1,000 numbers. */
export function sendEach(context: Context, fields: Fields): Answer {
  const template = findTemplate(context, fields)
  const phones = readPhonesJson(fields)
  const lists = readValueLists(fields, phones.length)
  const recipients = phones.map((phone, index) => ({
    phone,
    text: renderText(template, lists[index] ?? []),
  }))
  const idName = context.settings.lowerCaseMsgId ? 'msgid' : 'msgId'
  return submit(context, fields, template, recipients, idName)
}

function findTemplate({ state }: Context, fields: Fields): InfocloudTemplate {
  const template = state.findTemplate(readTemplateCode(fields))
  if (!template) throw new Refusal('60001')
  return template
}

/** Numbers of a wrong format or on the blacklist come back in `failPhones`; the rest is accepted. */
function submit(
  context: Context,
  fields: Fields,
  template: InfocloudTemplate,
  recipients: readonly Recipient[],
  idName: string,
): Answer {
  const { db, settings, rates } = context
  const reference = readBid(fields)
  const extension = readExtension(fields, settings.takenExtensions)
  const sendable = ({ phone }: Recipient) =>
    isMobile(phone) && !fateByEnding(phone, rates)?.blacklisted
  const good = recipients.filter(sendable)
  const failed = recipients.filter((recipient) => !sendable(recipient)).map(({ phone }) => phone)
  // Ours: a call in which no number can be sent to is refused whole.
  if (good.length === 0) throw new Refusal('60007')
  const phones = good.map(({ phone }) => phone)
  checkLimits(db, template, phones, context.now())
  const shared = { ...(reference && { reference }), ...(extension && { extension }) }
  const callId = take(context, template, shared, good)
  const data = {
    [idName]: callId,
    ...(settings.descNull && { desc: 'null' }),
    ...(failed.length > 0 && { failPhones: failed.join(',') }),
  }
  return { ...success({ data }, settings.codeAsString), callId }
}

/** Takes the money and the messages together, or neither; gives the call's `msgId`. */
function take(
  { db, state, accept }: Context,
  template: InfocloudTemplate,
  shared: { reference?: string; extension?: string },
  recipients: readonly Recipient[],
): string {
  const items: AcceptedItem[] = recipients.map((recipient) => ({
    ...recipient,
    segments: countSegments(recipient.text),
  }))
  return db.transaction(() => {
    pay(state, template, items)
    const callId = `${FIRST_MSG_ID + db.takeNumbers('msgId', 1, 1)}000`
    accept({ callId, template: template.code, purse: template.purse, ...shared }, items)
    return callId
  })
}

function pay(state: InfocloudState, template: InfocloudTemplate, items: readonly AcceptedItem[]) {
  const segments = items.reduce((sum, item) => sum + item.segments, 0)
  const balance = state.balance()
  if (balance.money <= 0 || balance[template.purse] < segments) throw new Refusal('40002')
  state.pay(template.purse, segments)
}
