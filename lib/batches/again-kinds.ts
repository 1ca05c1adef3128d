import { type SQL, sql } from 'drizzle-orm'
import { getProvider } from '#lib/providers/registry.ts'
import type { AgainKind } from './types.ts'

type Kind = {
  /** What the new batch's name ends with. */
  suffix: string
  /** Which messages of a batch at this vendor it takes; `m` is the alias they have in the query. */
  where(m: SQL, vendor: string): SQL
}

/**
 * Refused with others as a whole, and the refusal came too late for the call to be split: nothing of
 * it was sent, and the fault may be one recipient's.
 */
const isRefusedTogether = (m: SQL): SQL => sql`(${m}.status = 'rejected' and exists (
  select 1 from submissions refused where refused.id = ${m}.submission_id
    and refused.state = 'rejected' and refused.failure = 'rejected' and refused.recipient_count > 1))`

/** Whom a new batch may be made of: asked when its draft is made, and again before it goes out. */
export const againKinds: Record<AgainKind, Kind> = {
  rest: { suffix: '剩余', where: (m) => sql`${m}.status = 'canceled'` },
  retry: {
    suffix: '重发',
    where: (m, vendor) => {
      const codes = Object.entries(getProvider(vendor).reportCodes)
      const passing = codes.filter(([, entry]) => entry.retry).map(([code]) => code)
      // Neither a code nor a report: a person said of an unconfirmed one that it did not arrive.
      return sql`((${m}.status = 'failed' and (${m}.code = any(${sql.param(passing)}::text[])
        or (${m}.code is null and ${m}.reported_at is null))) or ${isRefusedTogether(m)})`
    },
  },
}
