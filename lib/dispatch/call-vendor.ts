import { eq } from 'drizzle-orm'
import { outlast } from '#db/outlast.ts'
import { channels } from '#db/schema/channels.ts'
import { openChannel } from '#lib/channels/open-channel.ts'
import type { Context } from '#lib/context.ts'
import { pass } from '#lib/points.ts'
import { ProviderError } from '#lib/providers/call.ts'
import type { SendRequest } from '#lib/providers/sending.ts'
import { renderText } from '#lib/providers/texts.ts'
import { keepLearned } from './keep-learned.ts'
import { type Outcome, outcomeOfError } from './outcome.ts'
import { recordOutcome } from './record.ts'
import { messageReference } from './references.ts'
import { type Claim, leaveWithinMs } from './types.ts'

/**
 * Steps 2 and 3 of the protocol for one claim: the lease, the call, the record. Throws when the
 * record cannot be written: the lease then ends by itself and the call counts as unknown. Throws as
 * well when what the vendor taught cannot be kept, behind the record.
 */
export async function callVendor(ctx: Context, claim: Claim): Promise<void> {
  const { learned, ...made } = await makeCall(ctx, claim)
  const outcome = withoutNul(made.outcome)
  await outlast(() => recordOutcome(ctx.db, claim, claim.messages, outcome))
  // Behind the record: an answer in hand must not be lost with it.
  if (learned) await keepLearned(ctx, claim.channelId, learned)
}

/** A vendor's words may hold U+0000, which PostgreSQL stores in no text. */
const withoutNul = (outcome: Outcome): Outcome =>
  JSON.parse(JSON.stringify(outcome), (_, value) =>
    typeof value === 'string' ? value.replaceAll('\0', '') : value,
  )

type Made = { outcome: Outcome; learned?: ProviderError['learned'] }

const notMade = (detail: string): Made => ({ outcome: { failure: 'unavailable', detail } })

async function makeCall(ctx: Context, claim: Claim): Promise<Made> {
  if (claim.unanswered) return notMade('the claim was not answered')
  const prepared = await prepare(ctx, claim).catch((error: unknown) => String(error))
  if (typeof prepared === 'string') return notMade(prepared)
  const { provider, call, request } = prepared
  // A process that stood still must not call on a lease that others may have given up. The gap
  // between this line and the first byte is the protocol's remaining risk.
  if (ageMs(claim) > leaveWithinMs) return notMade('too late to leave')
  try {
    pass('call.before')
    const sending = provider.send(call, request)
    pass('call.begun')
    const result = await sending
    pass('call.answered')
    return { outcome: { result } }
  } catch (error) {
    const learned = error instanceof ProviderError ? error.learned : undefined
    return { outcome: outcomeOfError(error), ...(learned ? { learned } : {}) }
  }
}

/** By the clock that runs through a host's suspension too. */
const ageMs = ({ claimedAt, claimedOn }: Claim): number =>
  Math.max(performance.now() - claimedAt, Date.now() - claimedOn)

async function prepare(ctx: Context, claim: Claim) {
  const [channel] = await ctx.db.select().from(channels).where(eq(channels.id, claim.channelId))
  if (!channel) throw new Error('the channel is gone')
  return { ...openChannel(ctx, channel), request: requestOf(claim) }
}

function requestOf(claim: Claim): SendRequest {
  const { template, reference } = claim
  return {
    reference,
    signature: template.signature,
    template: {
      text: template.text,
      category: template.category,
      ...(template.vendorId ? { vendorId: template.vendorId } : {}),
    },
    recipients: claim.messages.map((message, n) => ({
      phone: message.phone,
      values: message.values,
      text: renderText(template, message.values),
      reference: messageReference(reference, n),
    })),
    ...(claim.sendAt ? { sendAt: claim.sendAt } : {}),
  }
}
