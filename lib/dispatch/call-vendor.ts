import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
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

/** A database that is stopped and started again, on another machine too, is back within this. */
const recordWithinMs = 120_000

/**
 * Steps 2 and 3 of the protocol for one claim: the lease, the call, the record. Throws only when
 * the record cannot be written; the lease then ends by itself and the call counts as unknown.
 */
export async function callVendor(ctx: Context, claim: Claim): Promise<void> {
  const outcome = withoutNul(await makeCall(ctx, claim))
  const until = performance.now() + recordWithinMs
  for (let tries = 1; ; tries++) {
    try {
      return await recordOutcome(ctx.db, claim, claim.messages, outcome)
    } catch (error) {
      // Recording twice changes nothing, and an answer in hand is worth waiting for the database.
      if (performance.now() > until) throw error
      await sleep(Math.min(tries, 5) * 1_000)
    }
  }
}

/** A vendor's words may hold U+0000, which PostgreSQL stores in no text. */
const withoutNul = (outcome: Outcome): Outcome =>
  JSON.parse(JSON.stringify(outcome), (_, value) =>
    typeof value === 'string' ? value.replaceAll('\0', '') : value,
  )

async function makeCall(ctx: Context, claim: Claim): Promise<Outcome> {
  if (claim.unanswered) return { failure: 'unavailable', detail: 'the claim was not answered' }
  const prepared = await prepare(ctx, claim).catch((error: unknown) => String(error))
  if (typeof prepared === 'string') return { failure: 'unavailable', detail: prepared }
  const { provider, call, request } = prepared
  // A process that stood still must not call on a lease that others may have given up. The gap
  // between this line and the first byte is the protocol's remaining risk.
  if (performance.now() - claim.claimedAt > leaveWithinMs)
    return { failure: 'unavailable', detail: 'too late to leave' }
  try {
    pass('call.before')
    const sending = provider.send(call, request)
    pass('call.begun')
    const result = await sending
    pass('call.answered')
    return { result }
  } catch (error) {
    const learned = error instanceof ProviderError ? error.learned : undefined
    if (learned) await keepLearned(ctx, claim.channelId, learned)
    return outcomeOfError(error)
  }
}

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
