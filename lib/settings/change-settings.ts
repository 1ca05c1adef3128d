import { sql } from 'drizzle-orm'
import { settings } from '#db/schema/runtime.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { type ConsoleSettings, ConsoleSettingsInput, readSettings } from './read-settings.ts'

/**
 * Changes what is given; the rest stays. Gives all of them. Throws UserError `approval_console_only`
 * when the command line asks for less approval.
 */
export function changeSettings(
  ctx: Context,
  input: Partial<ConsoleSettings>,
): Promise<ConsoleSettings> {
  const change = ConsoleSettingsInput.parse(input)
  return inTransaction(ctx, async (tx) => {
    // One change at a time: what is compared below is what stands.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('settings'))`)
    const before = await readSettings(tx)
    const isLess = loosensApproval(before.approvalThreshold, change.approvalThreshold)
    if (isLess && ctx.actor.via === 'cli') throw new UserError('approval_console_only')
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

/** Off, or only from more recipients on than before. */
const loosensApproval = (before: number | null, after: number | null | undefined): boolean =>
  before !== null && after !== undefined && (after === null || after > before)
