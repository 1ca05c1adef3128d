import { randomUUID } from 'node:crypto'
import { channels } from '#db/schema/channels.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { getProvider, isVendor } from '#lib/providers/registry.ts'
import { createCallbackToken } from './callback-address.ts'
import { checkAddress } from './check-address.ts'
import { checkFields } from './check-fields.ts'
import { checkLimits } from './check-limits.ts'
import { type AddChannel, AddChannelInput } from './schemas.ts'
import { sealCredentials, withUniqueName } from './store.ts'

/**
 * Adds a channel and asks for its balance and templates. Throws UserError `vendor_unknown`,
 * `field_unknown`, `field_invalid`, `recipients_per_call_max`, `base_url_private`,
 * `name_taken`.
 */
export async function addChannel(ctx: Context, input: AddChannel): Promise<{ id: string }> {
  const { vendor, credentials, ...rest } = AddChannelInput.parse(input)
  if (!isVendor(vendor)) throw new UserError('vendor_unknown', { vendor }, { field: 'vendor' })
  const provider = getProvider(vendor)
  checkLimits(provider, rest)
  await checkAddress(ctx, rest.baseUrl)
  const id = randomUUID()
  const row = {
    id,
    vendor,
    ...rest,
    settings: checkFields(provider.settings, rest.settings, 'settings'),
    ...sealCredentials(ctx, id, checkFields(provider.credentials, credentials, 'credentials')),
    ...createCallbackToken(ctx, id),
  }
  await withUniqueName(rest.name, () =>
    inTransaction(ctx, async (tx) => {
      await tx.insert(channels).values(row)
      await appendAudit(ctx, tx, {
        action: 'channel.add',
        targetId: id,
        details: { vendor, ...rest, settings: row.settings },
      })
      if (provider.balance)
        await ctx.jobs.enqueue(tx, 'poll-balance', { channelId: id }, { singletonKey: id })
      if (provider.templates)
        await ctx.jobs.enqueue(tx, 'sync-templates', { channelId: id }, { singletonKey: id })
    }),
  )
  return { id }
}
