import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { readSettings } from '#lib/settings/read-settings.ts'
import { isStoppedByOptOut } from '#lib/settings/rules.ts'
import type { FrozenTemplate } from './types.ts'

type Rows = {
  id: string
  createdAt: Date
  firstId: number
  lastId: number
  template: FrozenTemplate
}

/** How many messages would be blocked if they went out now. */
export async function countStopped(
  tx: Executor,
  { id, createdAt, firstId, lastId, template }: Rows,
): Promise<{ optedOut: number; blocklisted: number }> {
  const settings = await readSettings(tx)
  const count = async (list: 'opt_outs' | 'blocklist') => {
    const { rows } = await tx.execute<{ n: string }>(sql`
      select count(*) as n from messages m join ${sql.raw(list)} l
        on l.phone = m.phone and l.undone_at is null
      where m.created_at = ${createdAt} and m.batch_id = ${id}
        and m.id between ${firstId} and ${lastId}`)
    return Number(rows[0]?.n)
  }
  return {
    optedOut: isStoppedByOptOut(settings, template.category) ? await count('opt_outs') : 0,
    blocklisted: await count('blocklist'),
  }
}
