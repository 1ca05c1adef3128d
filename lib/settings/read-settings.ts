import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Executor } from '#db/client.ts'
import { settings } from '#db/schema/runtime.ts'

/** Settings of the whole console, with what holds until somebody changes them. */
const Settings = z.object({
  /** Batches of so many recipients and more need a second person; null is off. */
  approvalThreshold: z.number().int().positive().nullable().default(null),
})
export type ConsoleSettings = z.infer<typeof Settings>

export async function readSettings(db: Executor): Promise<ConsoleSettings> {
  const rows = await db
    .select()
    .from(settings)
    .where(inArray(settings.key, Object.keys(Settings.shape)))
  return Settings.parse(Object.fromEntries(rows.map((row) => [row.key, row.value])))
}
