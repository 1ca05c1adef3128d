import { desc, eq, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { templates } from '#db/schema/templates.ts'
import { openChannel } from '#lib/channels/open-channel.ts'
import { sendRequest } from '#lib/conformance/vendor-cases.ts'
import { ProviderError } from '#lib/providers/call.ts'
import { nextForeignPhone } from './phones.ts'
import type { Place, Stranger } from './places.ts'
import { add, type Tally } from './tally.ts'
import type { World } from './world.ts'

const recipients = 20

/** Another system on the same account sends: reports of it come to us, about nobody we know. */
export async function sendForeign({ ctx }: World, tally: Tally, place: Place): Promise<void> {
  const [row] = await ctx.db
    .select()
    .from(channels)
    .innerJoin(templates, eq(templates.id, place.templateId))
    .where(eq(channels.id, place.channelId))
  if (!row) return
  const { provider, call } = openChannel(ctx, row.channels)
  const phones = Array.from({ length: recipients }, nextForeignPhone)
  try {
    await provider.send(call, sendRequest(row.templates.vendorId ?? '', phones))
    add(tally.acts, 'recipients of a foreign system', recipients)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    add(tally.acts, 'foreign calls at fault')
  }
}

/** What the vendor last pushed comes once more, to the address of a channel on another account. */
export async function pushAstray({ ctx }: World, tally: Tally, stranger: Stranger): Promise<void> {
  const [push] = await ctx.db
    .select()
    .from(rawCallbacks)
    .where(sql`channel_id = ${stranger.ofChannelId} and source = 'push'`)
    .orderBy(desc(rawCallbacks.id))
    .limit(1)
  if (!push) return
  const url = push.query ? `${stranger.url}?${push.query}` : stranger.url
  const headers = { 'content-type': push.contentType }
  const body = new Uint8Array(push.body)
  const answer = await fetch(url, { method: push.method, headers, body }).catch(() => undefined)
  add(tally.acts, answer?.ok ? 'pushes astray' : 'pushes astray not answered')
}
