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
  const { db, settings, rates, accept, now, state } = context
  const reference = readBid(fields)
  const extension = readExtension(fields, settings.takenExtensions)
  const sendable = ({ phone }: Recipient) =>
    isMobile(phone) && !fateByEnding(phone, rates)?.blacklisted
  const good = recipients.filter(sendable)
  const failPhones = recipients.filter((recipient) => !sendable(recipient))
  // Ours: a call in which no number can be sent to is refused whole.
  if (good.length === 0) throw new Refusal('60007')
  checkLimits(
    db,
    template,
    good.map(({ phone }) => phone),
    now(),
  )
  const items: AcceptedItem[] = good.map((item) => ({
    ...item,
    segments: countSegments(item.text),
  }))
  const callId = db.transaction(() => {
    pay(state, template, items)
    const id = `${FIRST_MSG_ID + db.takeNumbers('msgId', 1, 1)}000`
    const call = { callId: id, template: template.code, purse: template.purse }
    accept({ ...call, ...(reference && { reference }), ...(extension && { extension }) }, items)
    return id
  })
  const data = {
    [idName]: callId,
    ...(settings.descNull && { desc: 'null' }),
    ...(failPhones.length > 0 && { failPhones: failPhones.map(({ phone }) => phone).join(',') }),
  }
  return { ...success({ data }, settings.codeAsString), callId }
}

function pay(state: InfocloudState, template: InfocloudTemplate, items: readonly AcceptedItem[]) {
  const segments = items.reduce((sum, item) => sum + item.segments, 0)
  const balance = state.balance()
  if (balance.money <= 0 || balance[template.purse] < segments) throw new Refusal('40002')
  state.pay(template.purse, segments)
}
