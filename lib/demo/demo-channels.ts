import { and, eq, isNull } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { addChannel } from '#lib/channels/add.ts'
import { callbackUrl } from '#lib/channels/callback-address.ts'
import type { Channel } from '#lib/channels/open-channel.ts'
import { updateChannel } from '#lib/channels/update.ts'
import type { Context } from '#lib/context.ts'
import { doesPush } from '#lib/providers/pushes.ts'
import { findProvider } from '#lib/providers/registry.ts'
import { addSignature } from '#lib/signatures/add.ts'
import { addTemplate } from '#lib/templates/add.ts'
import { type DemoChannel, demoSignature } from './demo-data.ts'
import { registerCallback, type SandboxVendors } from './sandbox-control.ts'

/** Adds a channel that is not there with its templates, or puts the address of one that is right. */
export async function addOrMend(
  ctx: Context,
  demo: DemoChannel,
  vendors: SandboxVendors,
): Promise<void> {
  const place = vendors[demo.vendor]
  if (!place) return
  const known = await ctx.db.select().from(channels).where(eq(channels.name, demo.name))
  if (known.length === 0) return addChannelWithTemplates(ctx, demo, place)
  const living = known.find((channel) => channel.archivedAt === null)
  // The sandbox may stand on other ports than at the last start.
  if (living && living.baseUrl !== place.url) {
    await updateChannel(ctx, { id: living.id, baseUrl: place.url, credentials: place.account })
  }
}

async function addChannelWithTemplates(
  ctx: Context,
  { templates, batches: _, ...demo }: DemoChannel,
  place: SandboxVendors[string],
): Promise<void> {
  const { id: channelId } = await addChannel(ctx, {
    ...demo,
    baseUrl: place.url,
    credentials: place.account,
  })
  await addSignature(ctx, { channelId, text: demoSignature })
  for (const template of templates) {
    await addTemplate(ctx, { channelId, signature: demoSignature, ...template })
  }
}

/** The living channel of this name that may send; undefined when there is none. */
export async function findActive(ctx: Context, name: string): Promise<Channel | undefined> {
  const [found] = await ctx.db
    .select()
    .from(channels)
    .where(and(eq(channels.name, name), isNull(channels.archivedAt), eq(channels.state, 'active')))
  return found
}

/** Every channel at a vendor of the sandbox gets its pushes, of reports and of replies. */
export async function registerCallbacks(
  ctx: Context,
  vendors: SandboxVendors,
  controlUrl: string,
): Promise<void> {
  const rows = await ctx.db.select().from(channels).where(isNull(channels.archivedAt))
  for (const channel of rows) {
    const provider = vendors[channel.vendor] && findProvider(channel.vendor)
    for (const kind of ['reports', 'replies'] as const)
      if (provider && doesPush(provider, kind))
        await registerCallback(controlUrl, channel.vendor, kind, callbackUrl(ctx, channel))
  }
}
