import { countSegments } from '../core/segments.ts'
import type { Answer, VendorContext } from '../core/vendor.ts'
import { success } from './codes.ts'
import { checkAccountDaily, sendablePhones } from './limits.ts'
import { type Params, readSendTime, refuse, required } from './parameters.ts'
import type { VeesingSettings } from './settings.ts'
import type { VeesingState } from './state.ts'

export type Context = VendorContext<VeesingSettings> & { state: VeesingState }

/** The sample's number. */
const FIRST_TASK = 3_313_746

const SIGNATURE = /【[^【】]+】/
const EMOJI = /\p{Emoji_Presentation}|\uFE0F/u

/** §1 `smsApi/group`: one text to many phones, at once or at `sendTime`. */
export function sendGroup(context: Context, params: Params): Answer {
  const { db, settings } = context
  const phones = required(params, 'phone').split(',')
  const text = readContent(params, settings.textLimit)
  const now = context.now()
  const sendAt = readSendTime(params, settings.minutesAhead, now)
  if (phones.length > settings.phonesPerCall) refuse('badParameter')
  const good = sendablePhones({ db, settings, now }, phones)
  checkAccountDaily({ db, settings, now }, good.length)
  return submit(context, good, text, sendAt)
}

/** Ours: a text without a signature, too long or with an emoji has no message of its own. */
function readContent(params: Params, limit: number): string {
  const text = required(params, 'content')
  if (!SIGNATURE.test(text) || EMOJI.test(text) || text.length > limit) refuse('badParameter')
  return text
}

/** Takes points and messages together, or neither. */
function submit(
  { db, state, settings, accept }: Context,
  phones: readonly string[],
  text: string,
  sendAt: number | undefined,
): Answer {
  const segments = countSegments(text)
  if (state.balance().remainPoint < segments * phones.length) refuse('emptyAccount')
  return db.transaction(() => {
    const callId = String(db.takeNumbers('task', FIRST_TASK, 1))
    const remainPoint = state.pay(segments * phones.length)
    const call = { callId, template: '', purse: 'remainPoint', ...(sendAt && { sendAt }) }
    accept(
      call,
      phones.map((phone) => ({ phone, text, segments })),
    )
    const counts = { remainPoint, taskId: callId, successCounts: phones.length }
    return { ...success(counts, settings.paddedStatus), callId }
  })
}
