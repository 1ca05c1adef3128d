import { readChinaSecond } from '../core/clock.ts'
import { isMobile } from '../core/phones.ts'
import { Refusal } from '../core/refusal.ts'
import { countSegments } from '../core/segments.ts'
import type { Answer } from '../core/vendor.ts'
import { authenticate, type Context, checkMaySend, readText, type Style } from './account.ts'
import { success } from './codes.ts'
import { readGroups, renderGroups } from './ddt.ts'
import type { Fields } from './gbk.ts'

type Recipient = { phone: string; text: string }

/** §2 and §3: one text to up to `limit` numbers. */
export function sendSame(context: Context, fields: Fields, style: Style, limit: number): Answer {
  authenticate(context, fields, style)
  checkMaySend(context)
  const text = readText(fields, 'msg', style)
  const phones = readText(fields, 'mobile', style).split(';').filter(Boolean)
  if (text === '' || phones.length === 0) throw new Refusal('5')
  if (phones.length > limit) throw new Refusal('3', String(limit))
  return submit(
    context,
    fields,
    phones.map((phone) => ({ phone, text })),
  )
}

/** §4: a text of its own to each of up to `limit` groups. */
export function sendEach(context: Context, fields: Fields, style: Style, limit: number): Answer {
  authenticate(context, fields, style)
  checkMaySend(context)
  const msg = readText(fields, 'msg', style)
  const groups = readGroups(readText(fields, 'params', style))
  if (msg === '' || groups.length === 0) throw new Refusal('5')
  if (groups.length > limit) throw new Refusal('3', String(limit))
  return submit(context, fields, renderGroups(msg, groups, context.settings.ddtFirstVariable))
}

/**
 * Takes the money and the messages together, or neither. Repeated numbers are dropped without a
 * word (1.0.3); so is what is no mobile number, and with nothing left the call is empty (ours).
 */
function submit(context: Context, fields: Fields, recipients: readonly Recipient[]): Answer {
  const { db, settings, state, accept } = context
  const seen = new Set<string>()
  const good = recipients.filter(({ phone }) => {
    const take = isMobile(phone) && !seen.has(phone)
    seen.add(phone)
    return take
  })
  if (good.length === 0) throw new Refusal('5')
  if (good.some(({ text }) => text.length > settings.textLimit)) {
    throw new Refusal('7', String(settings.textLimit))
  }
  const items = good.map((one) => ({ ...one, segments: countSegments(one.text) }))
  const segments = items.reduce((sum, item) => sum + item.segments, 0)
  if (state.balance() < segments) throw new Refusal('2')
  const callId = db.transaction(() => {
    state.pay(segments)
    const id = `call-${db.takeNumbers('call', 1, 1)}`
    const call = { callId: id, template: '', purse: 'balance', ...readCall(context, fields) }
    accept(call, items)
    return id
  })
  return { ...success(settings), callId }
}

const LINKID = /^[A-Za-z0-9]{1,32}$/
const FIRST_LINKID = 20_000_000_000

/**
 * The flow number and the time to send at. Ours, since no code is given for either: a number that
 * is malformed or was used before counts as none, a time that is malformed or past as "at once".
 */
function readCall({ db, settings, state }: Context, fields: Fields) {
  const linkid = readText(fields, 'linkid', {})
  const sendAt = readChinaSecond(readText(fields, 'dtime', {}))
  const usable = LINKID.test(linkid) && !state.isUsed(linkid)
  if (usable) state.use(linkid)
  const generated = () => String(db.takeNumbers('linkid', FIRST_LINKID, 1))
  const reference = usable ? linkid : settings.generatedLinkid ? generated() : undefined
  return { ...(reference && { reference }), ...(sendAt !== undefined && { sendAt }) }
}
