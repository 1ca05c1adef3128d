import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Executor } from '#db/client.ts'
import { settings } from '#db/schema/runtime.ts'

const fields = {
  /** Batches of so many recipients and more need a second person; null is off. */
  approvalThreshold: z.number().int().positive().nullable(),
}
/** What holds until somebody changes it. */
const defaults = { approvalThreshold: null }

const Settings = z.object(fields)
export const ConsoleSettingsInput = Settings.partial()
/** Settings of the whole console. */
export type ConsoleSettings = z.infer<typeof Settings>

export async function readSettings(db: Executor): Promise<ConsoleSettings> {
  const rows = await db
    .select()
    .from(settings)
    .where(inArray(settings.key, Object.keys(fields)))
  return Settings.parse({
    ...defaults,
    ...Object.fromEntries(rows.map((row) => [row.key, row.value])),
  })
}
