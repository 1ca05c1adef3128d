import { sql } from 'drizzle-orm'
import { settleMessage } from '#lib/messages/settle-message.ts'
import type { Place } from './places.ts'
import { add, type Tally } from './tally.ts'
import type { World } from './world.ts'

const atOnce = 20

/** Somebody who has asked the vendor: what it has not taken goes again, what it has arrived. */
export async function settleSome(
  { ctx, sandbox }: World,
  tally: Tally,
  places: Place[],
): Promise<void> {
  type Row = { id: string; phone: string; channel_id: string; reference: string }
  const { rows } = await ctx.db.execute<Row>(sql`
    select m.id, m.phone, m.channel_id, s.reference from messages m
    join submissions s on s.id = m.submission_id and s.lease_until < clock_timestamp()
    join batches b on b.id = m.batch_id and b.state in ('sending', 'paused', 'finished')
    where m.status = 'unknown' order by m.id desc limit ${atOnce}`)
  for (const { id, phone, channel_id, reference } of rows) {
    const vendor = places.find((place) => place.channelId === channel_id)?.vendor
    if (!vendor) continue
    const as = sandbox.control.accepted(vendor, { phone }).total > 0 ? 'delivered' : 'queued'
    await settleMessage(ctx, { messageId: Number(id), as, reference, reason: '已向供应商核实' })
    add(tally.acts, as === 'queued' ? 'sent again by a person' : 'settled by a person')
  }
}
