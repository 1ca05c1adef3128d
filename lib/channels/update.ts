import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { applyWaiting } from '#lib/callbacks/apply-waiting.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { putBack } from '#lib/reports/read-again.ts'
import { checkAddress } from './check-address.ts'
import { checkFields } from './check-fields.ts'
import { checkLimits } from './check-limits.ts'
import { loadChannel, lockChannel } from './load.ts'
import { type Channel, tryCredentials } from './open-channel.ts'
import { type UpdateChannel, UpdateChannelInput } from './schemas.ts'
import { type ChannelChange, sealCredentials, withUniqueName } from './store.ts'

/**
 * Changes what is given. Empty credentials keep the old ones, unless the address changes: then all
 * are asked for again, or whoever may edit could have a secret sent to an address of their own.
 * Pushes stored so far are read with the old ones, and those of another account with the new ones.
 * Throws UserError `credentials_again`, `base_url_private`, `field_unknown`, `field_invalid`,
 * `name_taken`, `not_found`, `pushes_waiting`.
 */
export async function updateChannel(ctx: Context, input: UpdateChannel): Promise<{ id: string }> {
  const { id, credentials, settings, ...plain } = UpdateChannelInput.parse(input)
  await checkNewAddress(ctx, id, plain.baseUrl)
  if (hasValue(credentials)) await readWithOld(ctx, id)
  await withUniqueName(plain.name, () =>
    inTransaction(ctx, async (tx) => {
      const channel = await lockChannel(tx, id)
      const provider = getProvider(channel.vendor)
      checkLimits(provider, plain)
      const secrets = readSecrets(ctx, channel, provider, plain.baseUrl, credentials)
      const change: ChannelChange = {
        ...plain,
        ...(settings ? { settings: checkFields(provider.settings, settings, 'settings') } : {}),
      }
      const moved = plain.baseUrl !== undefined && plain.baseUrl !== channel.baseUrl
      const afresh = secrets || moved ? stale : {}
      await tx
        .update(channels)
        .set({ ...change, ...secrets, ...afresh, updatedAt: sql`now()` })
        .where(eq(channels.id, id))
      if (secrets) await putBack(tx, id, 'unauthorized')
      if (plain.quietHours !== undefined) await releaseHeld(tx, id)
      await appendAudit(ctx, tx, {
        action: 'channel.update',
        targetId: id,
        details: { ...diff(channel, change), credentialsReplaced: secrets !== undefined },
      })
    }),
  )
  return { id }
}

const hasValue = (given: Record<string, string> = {}): boolean =>
  Object.values(given).some((value) => value !== '')

/** What has come already names the account as it was. Without credentials to read it with, it waits. */
async function readWithOld(ctx: Context, id: string): Promise<void> {
  if (tryCredentials(ctx, await loadChannel(ctx.db, id))) await applyWaiting(ctx, id)
}

/** Batches that wait for the end of the quiet hours look again: the hours may be others now. */
const releaseHeld = (tx: Tx, channelId: string) =>
  tx
    .update(batches)
    .set({ retryAt: null })
    .where(and(eq(batches.channelId, channelId), eq(batches.state, 'sending')))

/** An address that stands already is not judged again: whatever else is changed may be saved. */
async function checkNewAddress(
  ctx: Context,
  id: string,
  baseUrl: string | null | undefined,
): Promise<void> {
  if (!baseUrl) return
  const channel = await loadChannel(ctx.db, id)
  if (channel.baseUrl !== baseUrl) await checkAddress(ctx, baseUrl)
}

/** What was found with the old account says nothing of the new one. */
const stale = { balancePolledAt: null, balanceProblem: null }

function readSecrets(
  ctx: Context,
  channel: Channel,
  provider: Provider,
  baseUrl: string | null | undefined,
  given: Record<string, string> = {},
) {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const moves =
    baseUrl !== undefined && originOf(baseUrl, provider) !== originOf(channel.baseUrl, provider)
  const missing = Object.keys(provider.credentials.shape).find((name) => !(name in filled))
  if (moves && missing !== undefined) {
    throw new UserError('credentials_again', {}, { field: `credentials.${missing}` })
  }
  if (Object.keys(filled).length === 0) return undefined
  const whole = { ...(tryCredentials(ctx, channel) as Record<string, unknown>), ...filled }
  return sealCredentials(ctx, channel.id, checkFields(provider.credentials, whole, 'credentials'))
}

const originOf = (baseUrl: string | null, provider: Provider): string =>
  new URL(baseUrl ?? provider.baseUrl).origin

/** The fields that differ, before and after; no secret is among them. */
function diff(channel: Channel, change: ChannelChange) {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const names = (Object.keys(change) as (keyof Channel & keyof ChannelChange)[]).filter(
    (name) => change[name] !== undefined && !same(change[name], channel[name]),
  )
  return {
    before: Object.fromEntries(names.map((name) => [name, channel[name]])),
    after: Object.fromEntries(names.map((name) => [name, change[name]])),
  }
}
