import { lookup } from 'node:dns/promises'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import type { Call } from '#lib/providers/call.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { callbackStep, type Resolve, resolveWith } from './diagnosis/callback-step.ts'
import { clockStep } from './diagnosis/clock-step.ts'
import { credentialsStep } from './diagnosis/credentials-step.ts'
import { networkSteps } from './diagnosis/network-steps.ts'
import { reachVendor } from './diagnosis/reach.ts'
import type { Step } from './diagnosis/step.ts'
import { isWorthTrying, tryConnections } from './diagnosis/try-connections.ts'
import { loadChannel } from './load.ts'
import { openChannel } from './open-channel.ts'
import { ChannelId } from './schemas.ts'

export type Diagnosis = { at: Date; vendor: string; steps: Step[] }

/**
 * Goes the whole way to a channel's vendor and back, step by step; nothing is sent, and the vendor's
 * pace is kept. Audited. Throws UserError `not_found`; whatever is wrong is in the steps.
 */
export async function diagnoseChannel(
  ctx: Context,
  input: { id: string },
  { resolve = resolveWith(lookup) }: { resolve?: Resolve } = {},
): Promise<Diagnosis> {
  const { id } = ChannelId.parse(input)
  const channel = await loadChannel(ctx.db, id)
  const { provider, call } = openChannel(ctx, channel)
  const { callbackOrigin } = ctx
  const { lastCallbackAt } = channel
  const steps = [
    ...(await wayToVendor(ctx, id, provider, call)),
    await callbackStep(provider, { callbackOrigin, lastCallbackAt, resolve }),
  ]
  const details = { name: channel.name, bad: steps.filter(isBad).map((step) => step.name) }
  await inTransaction(ctx, (tx) =>
    appendAudit(ctx, tx, { action: 'channel.diagnose', targetId: id, details }),
  )
  return { at: new Date(), vendor: channel.vendor, steps }
}

/** What comes after the connection is asked only where there is one. */
async function wayToVendor(
  ctx: Context,
  channelId: string,
  provider: Provider,
  call: Call<unknown>,
): Promise<Step[]> {
  const reach = await reachVendor(call)
  const tries = isWorthTrying(reach) ? await tryConnections(call) : undefined
  const network = networkSteps(call.baseUrl, reach, tries)
  if (!reach.connect || network.some(isBad)) return network
  const findings = (await provider.diagnose?.(call)) ?? []
  return [
    ...network,
    ...clockStep(reach),
    ...findings.map(
      (finding): Step => ({ name: 'vendor', state: finding.ok ? 'ok' : 'bad', finding }),
    ),
    await credentialsStep(ctx, channelId),
  ]
}

const isBad = ({ state }: Step): boolean => state === 'bad'
