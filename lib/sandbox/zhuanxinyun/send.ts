import type { AcceptedItem } from '../core/accept.ts'
import { fateByEnding } from '../core/fates.ts'
import { Refusal } from '../core/refusal.ts'
import { countSegments } from '../core/segments.ts'
import type { Answer } from '../core/vendor.ts'
import { type Format, success } from './answer.ts'
import { FATES } from './codes.ts'
import type { Context } from './context.ts'
import { checkLimits, isBatchUsed, isMissionUsed } from './limits.ts'
import {
  type Read,
  readBatchNum,
  readExtension,
  readMissionNums,
  readPhones,
  readRequired,
  readTexts,
  refuseNumber,
} from './parameters.ts'
import { fitsTemplate, signatureOf } from './templates.ts'

type Recipient = { phone: string; text: string; missionNum?: string | undefined }
type Call = { batchNum?: string | undefined; extension?: string | undefined; template: string }

/** `sendSms`: one text to up to 1,000 numbers. Without missionNums no reports will come. */
export function sendSame(context: Context, read: Read, format: Format): Answer {
  const phones = readPhones(read)
  const missions = readMissionNums(read, phones.length)
  const text = readRequired(read, 'content')
  const recipients = phones.map((phone, n) => ({ phone, text, missionNum: missions?.[n] }))
  const call = { ...readCall(read), template: 'sendSms' }
  return take(context, call, recipients, !missions, format)
}

/** `sendTplSms`: a text of its own, fitting one template, to each of up to 1,000 numbers. */
export function sendEach(context: Context, read: Read, format: Format): Answer {
  const id = readRequired(read, 'templateId')
  const phones = readPhones(read)
  const given = readMissionNums(read, phones.length)
  const missions = context.settings.ignoresTemplateMissionNums ? undefined : given
  const texts = readTexts(read, phones.length)
  const template = context.state.findTemplate(id)
  if (!template) throw new Refusal('100011')
  if (!texts.every((text) => fitsTemplate(template, text))) throw new Refusal('100013')
  const recipients = phones.map((phone, n) => ({
    phone,
    text: texts[n] ?? '',
    missionNum: missions?.[n],
  }))
  // Ours: the samples send none here and can hardly mean to do without reports.
  return take(context, { ...readCall(read), template: id }, recipients, false, format)
}

const readCall = (read: Read) => ({ batchNum: readBatchNum(read), extension: readExtension(read) })

/** Takes the money and the messages together, or neither. */
function take(
  context: Context,
  call: Call,
  recipients: readonly Recipient[],
  unreported: boolean,
  format: Format,
): Answer {
  const { db, state, accept } = context
  checkNumbers(context, call, recipients)
  checkLimits(
    context,
    recipients.map(({ phone }) => phone),
  )
  const items = recipients.map((recipient) => makeItem(context, recipient, unreported))
  const callId = db.transaction(() => {
    state.pay(items.reduce((sum, { segments }) => sum + segments, 0))
    const id = call.batchNum ?? `call-${db.takeNumbers('call', 1, 1)}`
    const { batchNum, extension, template } = call
    const meta = batchNum && JSON.stringify({ batchNum })
    const more = { ...(extension && { extension }), ...(meta && { meta }) }
    accept({ callId: id, template, purse: 'count', ...more }, items)
    return id
  })
  return { ...success(format), callId }
}

function checkNumbers(context: Context, { batchNum }: Call, recipients: readonly Recipient[]) {
  if (context.settings.allowRepeatedNumbers) return
  const missions = recipients.flatMap(({ missionNum }) => missionNum ?? [])
  if (batchNum && isBatchUsed(context, batchNum)) throw refuseNumber('batchNum')
  if (missions.length > 0 && isMissionUsed(context, missions)) throw refuseNumber('missionNum')
}

function makeItem(context: Context, recipient: Recipient, unreported: boolean): AcceptedItem {
  const { phone, text, missionNum } = recipient
  const forcedCode = knownFate(context, recipient)
  return {
    phone,
    text,
    segments: countSegments(text),
    ...(missionNum && { reference: missionNum }),
    ...(forcedCode && { forcedCode }),
    ...(unreported && { unreported }),
  }
}

/** The document's own failures after acceptance that have their cause in what was sent. */
function knownFate({ settings, rates }: Context, { phone, text }: Recipient): string | undefined {
  const { signatures, refusedWords, blacklist, unknownPrefixes, channelAssigned } = settings
  const signature = signatureOf(text)
  const listed = blacklist.includes(phone) || fateByEnding(phone, rates)?.blacklisted
  if (!channelAssigned) return FATES.noChannel
  if (unknownPrefixes.includes(phone.slice(0, 3))) return FATES.unknownCarrier
  if (listed) return FATES.blacklisted
  if (!signature || (signatures && !signatures.includes(signature))) return FATES.signature
  return refusedWords.some((word) => text.includes(word)) ? FATES.content : undefined
}
