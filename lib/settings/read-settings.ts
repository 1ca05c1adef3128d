import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Executor } from '#db/client.ts'
import { settings } from '#db/schema/runtime.ts'

/** From `least` days on: reports may come for three, and are matched by phone. */
const keptDays = (least: number) => z.number().int().min(least).max(36_500).nullable()

const fields = {
  /** Batches of so many recipients and more need a second person; null is off. */
  approvalThreshold: z.number().int().positive().nullable(),
  /** What an opt-out stops beside marketing. */
  optOutScope: z.enum(['marketing', 'marketing_and_notification']),
  /** Messages a phone may get in a day (Asia/Shanghai) over all channels; null is off. */
  marketingPerDay: z.number().int().positive().max(1000).nullable(),
  notificationPerDay: z.number().int().positive().max(1000).nullable(),
  /** A template that goes to mostly the same people within so many hours is pointed out. */
  repeatHours: z.number().int().positive().max(8760),
  /** Days after which phones and values are erased; null is never. Of messages: since their batch ended. */
  keepMessagesDays: keptDays(7),
  keepPushesDays: keptDays(7),
  keepRepliesDays: keptDays(1),
  keepRefusedDays: keptDays(1),
  /** Files go with the end of their batches, whatever stands here. */
  keepUploadsDays: keptDays(1),
}
const Settings = z.object(fields)
/** What holds until somebody changes it. */
const defaults: z.infer<typeof Settings> = {
  approvalThreshold: null,
  optOutScope: 'marketing',
  marketingPerDay: null,
  notificationPerDay: null,
  repeatHours: 72,
  keepMessagesDays: null,
  keepPushesDays: null,
  keepRepliesDays: null,
  keepRefusedDays: null,
  keepUploadsDays: 7,
}

export const settingNames = Object.keys(fields)
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
