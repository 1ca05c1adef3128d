import { sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { uploads } from '#db/schema/uploads.ts'
import type { Context } from '#lib/context.ts'
import { readSettings } from '#lib/settings/read-settings.ts'

/**
 * Removes files nobody reads any more: kept for as long as the settings say, of batches that have all ended, or cut
 * off by the death of a process a day ago. Gives how many. The worker calls it now and then.
 */
export async function sweepUploads(ctx: Pick<Context, 'db'>): Promise<number> {
  const { keepUploadsDays } = await readSettings(ctx.db)
  const { rowCount } = await ctx.db.execute(sql`
    delete from ${uploads} u where
      u.created_at < now() - make_interval(days => ${keepUploadsDays}::int)
      or (u.sha256 is null and u.created_at < now() - interval '1 day')
      or (exists (select from ${batches} b where b.upload_id = u.id)
        and not exists (select from ${batches} b where b.upload_id = u.id
          and b.state not in ('finished', 'aborted', 'canceled')))`)
  return rowCount ?? 0
}
