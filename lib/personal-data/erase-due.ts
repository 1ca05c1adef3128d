import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { type ConsoleSettings, readSettings } from '#lib/settings/read-settings.ts'
import { eraseOldMessages, eraseOldRefused } from './erase-old-batches.ts'
import { eraseOldPushes, eraseOldReplies, eraseOldReports } from './erase-old-rows.ts'
import { portionSize, type Turn } from './in-portions.ts'

type Kind = {
  name: string
  days(settings: ConsoleSettings): number | null
  /** One bounded portion of what is older; how much it was. */
  erase(tx: Tx, days: number, most: number): Promise<Turn>
}

/** Each kind of record that has a time to be kept. Uploads are swept with those nobody reads. */
const kinds: Kind[] = [
  { name: 'messages', days: (one) => one.keepMessagesDays, erase: eraseOldMessages },
  { name: 'refusedRows', days: (one) => one.keepRefusedDays, erase: eraseOldRefused },
  { name: 'replies', days: (one) => one.keepRepliesDays, erase: eraseOldReplies },
  { name: 'pushes', days: (one) => one.keepPushesDays, erase: eraseOldPushes },
  { name: 'reports', days: (one) => one.keepPushesDays, erase: eraseOldReports },
]

/**
 * Erases phones and values of records that were kept long enough, `most` rows of each kind; more
 * than 0 while there may be more. Audited as `retention.erase`. Workers take turns.
 */
export async function eraseDue(ctx: Context, most = portionSize): Promise<number> {
  const settings = await readSettings(ctx.db)
  const errors: unknown[] = []
  let erased = 0
  for (const kind of kinds) {
    const days = kind.days(settings)
    if (days === null) continue
    // A kind that cannot be erased does not keep the others longer than was promised.
    await eraseKind(ctx, kind, { days, most }).then(
      (count) => {
        erased += count
      },
      (error: unknown) => errors.push(error),
    )
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} kinds not erased`)
  return erased
}

type Bounds = { days: number; most: number }

function eraseKind(ctx: Context, { name, erase }: Kind, { days, most }: Bounds): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext(${`retention/${name}`})) as mine`,
    )
    if (!rows[0]?.mine) return 0
    const { erased, more } = await erase(tx, days, most)
    if (erased > 0) {
      const details = { [name]: erased, days }
      await appendAudit(ctx, tx, { action: 'retention.erase', details })
    }
    return erased + (more ? 1 : 0)
  })
}
