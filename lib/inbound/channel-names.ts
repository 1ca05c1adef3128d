import { asc } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import type { Context } from '#lib/context.ts'

/** Every channel there is or was, for a choice. */
export async function listChannelNames({
  db,
}: Pick<Context, 'db'>): Promise<{ value: string; label: string }[]> {
  return db
    .select({ value: channels.id, label: channels.name })
    .from(channels)
    .orderBy(asc(channels.name))
}
