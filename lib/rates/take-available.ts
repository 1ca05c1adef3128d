import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import type { Bucket } from './take-tokens.ts'

/** Takes as many whole tokens as there are, at most `most`; gives how many. */
export async function takeAvailable(db: Executor, bucket: Bucket, most: number): Promise<number> {
  const { key, perSecond, burst } = bucket
  await db.execute(sql`insert into rate_buckets (key, tokens, updated_at)
    values (${key}, ${burst}::float8, clock_timestamp()) on conflict (key) do nothing`)
  const { rows } = await db.execute<{ taken: number }>(sql`
    with held as (
      select key, least(${burst}::float8, tokens + ${perSecond}::float8 *
        greatest(0, extract(epoch from clock_timestamp() - updated_at))) as tokens
      from rate_buckets where key = ${key} for update
    )
    update rate_buckets b
    set tokens = held.tokens - least(floor(held.tokens), ${most}::float8), updated_at = clock_timestamp()
    from held where b.key = held.key
    returning least(floor(held.tokens), ${most}::float8) as taken`)
  return Number(rows[0]?.taken ?? 0)
}

/** Puts tokens back that were taken and not used. */
export async function giveBack(db: Executor, key: string, count: number): Promise<void> {
  if (count > 0)
    await db.execute(
      sql`update rate_buckets set tokens = tokens + ${count}::float8 where key = ${key}`,
    )
}
