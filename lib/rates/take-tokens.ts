import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'

export type Bucket = {
  key: string
  /** Tokens that come back a second. */
  perSecond: number
  /** Most tokens it holds; a bucket starts full. */
  burst: number
  /** Tokens that this taker leaves to more urgent ones; default none. */
  leave?: number
}

/**
 * Takes `count` tokens from a bucket that all processes share. Gives 0 when they were there, else
 * the milliseconds until they are (and takes none). The database's clock is the only clock.
 */
export async function takeTokens(db: Executor, bucket: Bucket, count = 1): Promise<number> {
  const { key, perSecond, burst, leave = 0 } = bucket
  const wanted = count + leave
  await db.execute(sql`insert into rate_buckets (key, tokens, updated_at)
    values (${key}, ${burst}::float8, clock_timestamp()) on conflict (key) do nothing`)
  // Written even when nothing is taken: a clock that was set back must not wait for its old time.
  const { rows } = await db.execute<{ had: number }>(sql`
    with held as (
      select key, least(${burst}::float8, tokens + ${perSecond}::float8 *
        greatest(0, extract(epoch from clock_timestamp() - updated_at))) as tokens
      from rate_buckets where key = ${key} for update
    )
    update rate_buckets b set updated_at = clock_timestamp(),
      tokens = held.tokens - case when held.tokens >= ${wanted}::float8 then ${count}::float8 else 0 end
    from held where b.key = held.key returning held.tokens as had`)
  const missing = wanted - Number(rows[0]?.had ?? 0)
  return missing <= 0 ? 0 : Math.max(1, Math.ceil((missing / perSecond) * 1000))
}
