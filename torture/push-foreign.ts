import { sql } from 'drizzle-orm'
import { add, type Tally } from './tally.ts'
import type { World } from './world.ts'

let foreign = 0
/** A report of somebody else's message, as another system on the same account gets them. */
export async function pushForeign({ ctx, sandbox }: World, tally: Tally): Promise<void> {
  const { rows } = await ctx.db.execute<{ n: number }>(sql`select count(*)::int as n from batches`)
  if (!rows[0]?.n) return
  const { vendors } = sandbox.control.state() as {
    vendors: { infocloud: { pushes: { reports?: { url?: string } } } }
  }
  const { url } = vendors.infocloud.pushes.reports ?? {}
  if (!url) return
  const row = {
    msgId: `foreign${++foreign}`,
    tel: '13700000000',
    arriveResult: 'DELIVRD',
    arriveTime: '202611210000',
    bid: `foreign${foreign}`,
  }
  const { apiKey } = sandbox.accounts.infocloud
  const body = JSON.stringify({ apiKey, data: [row, row] })
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  }).catch(() => undefined)
  if (answer?.ok) add(tally.acts, 'foreign reports')
}
