import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'

export type Bucket = {
  key: string
  /** Tokens that come back a second. */
  perSecond: number
  /** Most tokens it holds; a bucket starts full. */
  burst: number
}

/**
 * Takes `count` tokens from a bucket that all processes share. Gives 0 when they were there, else
 * the milliseconds until they are (and takes none). The database's clock is the only clock.
 */
export async function takeTokens(db: Executor, bucket: Bucket, count = 1): Promise<number> {
  const { key, perSecond, burst } = bucket
  const now = sql`clock_timestamp()`
  const refilled = sql`least(${burst}::float8, rate_buckets.tokens + ${perSecond}::float8 *
    greatest(0, extract(epoch from ${now} - rate_buckets.updated_at)))`
  await db.execute(sql`insert into rate_buckets (key, tokens, updated_at)
    values (${key}, ${burst}::float8, ${now}) on conflict (key) do nothing`)
  const taken = await db.execute(sql`update rate_buckets
    set tokens = ${refilled} - ${count}::float8, updated_at = ${now}
    where key = ${key} and ${refilled} >= ${count}::float8 returning 1`)
  if (taken.rows.length > 0) return 0
  const missing =
    await db.execute(sql`select ${count}::float8 - ${refilled} as missing from rate_buckets
    where key = ${key}`)
  return Math.max(1, Math.ceil((Number(missing.rows[0]?.missing ?? 0) / perSecond) * 1000))
}
