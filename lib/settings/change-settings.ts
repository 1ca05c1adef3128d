import { sql } from 'drizzle-orm'
import { settings } from '#db/schema/runtime.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { type ConsoleSettings, ConsoleSettingsInput, readSettings } from './read-settings.ts'

/** Changes what is given; the rest stays. Gives all of them. */
export function changeSettings(
  ctx: Context,
  input: Partial<ConsoleSettings>,
): Promise<ConsoleSettings> {
  const change = ConsoleSettingsInput.parse(input)
  return inTransaction(ctx, async (tx) => {
    const before = await readSettings(tx)
    for (const [key, given] of Object.entries(change)) {
      // As text, or a null would be the database's and not JSON's.
      const value = sql`${JSON.stringify(given)}::jsonb`
      await tx
        .insert(settings)
        .values({ key, value })
        .onConflictDoUpdate({ target: settings.key, set: { value } })
    }
    await appendAudit(ctx, tx, { action: 'settings.change', details: { before, after: change } })
    return readSettings(tx)
  })
}
