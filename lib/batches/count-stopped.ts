import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { readSettings } from '#lib/settings/read-settings.ts'
import { isStoppedByOptOut } from '#lib/settings/rules.ts'
import type { FrozenTemplate, Stopped } from './types.ts'

type Rows = {
  id: string
  createdAt: Date
  firstId: number
  lastId: number
  template: FrozenTemplate
}

/** What would be blocked if it went out now; a phone on both lists counts with the blocklist. */
export async function countStopped(
  tx: Executor,
  { id, createdAt, firstId, lastId, template }: Rows,
): Promise<Stopped> {
  const optOuts = isStoppedByOptOut(await readSettings(tx), template.category)
  const { rows } = await tx.execute<Record<keyof Stopped, string>>(sql`
    select count(*) filter (where b.phone is null) as "optedOut",
      count(*) filter (where b.phone is not null) as "blocklisted",
      coalesce(sum(m.segments), 0) as "stoppedSegments"
    from messages m
    left join blocklist b on b.phone = m.phone and b.undone_at is null
    left join opt_outs o on ${optOuts} and o.phone = m.phone and o.undone_at is null
    where m.created_at = ${createdAt} and m.batch_id = ${id} and m.id between ${firstId} and ${lastId}
      and (b.phone is not null or o.phone is not null)`)
  return {
    optedOut: Number(rows[0]?.optedOut),
    blocklisted: Number(rows[0]?.blocklisted),
    stoppedSegments: Number(rows[0]?.stoppedSegments),
  }
}
