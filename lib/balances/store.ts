import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import type { Quota } from '#lib/providers/sending.ts'

/**
 * Keeps what a vendor says is left. A figure that has not changed is written again after an hour
 * only, so that polling every minute does not fill the table with the same number.
 */
export async function storeQuotas(
  db: Executor,
  channelId: string,
  quotas: Quota[],
  at: Date,
): Promise<void> {
  for (const { unit, name, amount } of quotas) {
    await db.execute(sql`
      insert into balances (channel_id, at, unit, name, amount)
      select ${channelId}::uuid, ${at.toISOString()}::timestamptz, ${unit}, ${name}, ${amount}::numeric
      where not exists (
        select 1 from (
          select amount, at from balances
          where channel_id = ${channelId}::uuid and unit = ${unit} and name = ${name}
          order by at desc limit 1
        ) last
        where last.amount = round(${amount}::numeric, 4)
          and last.at > ${at.toISOString()}::timestamptz - interval '1 hour'
      )`)
  }
}
