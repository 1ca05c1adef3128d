import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { containing } from '#lib/paging/containing.ts'
import type { ReviewStatus } from '#lib/providers/vendor-templates.ts'
import { type ListSignatures, ListSignaturesInput } from './schemas.ts'

export type SignatureView = {
  /** Null: never entered here, only seen on templates. */
  id: string | null
  channelId: string
  channelName: string
  vendor: string
  text: string
  /** What was entered; for one the vendor reviews with its templates, the best that came of those. */
  reviewStatus: ReviewStatus
  note: string | null
  templateCount: number
}

/**
 * The signatures of the channels in use, those entered and those seen on templates, by channel and
 * text. Not paged: a vendor allows a few dozen a channel.
 */
export async function listSignatures(
  ctx: Pick<Context, 'db'>,
  input: ListSignatures = {},
): Promise<SignatureView[]> {
  const { channel, review, q } = ListSignaturesInput.parse(input)
  const pattern = q ? containing(q) : null
  const { rows } = await ctx.db.execute<SignatureView>(sql`
    with seen as (
      select channel_id, signature as text, count(*)::int as templates, case
          when bool_or(review_status = 'approved') then 'approved'
          when bool_or(review_status = 'review') then 'review'
          when bool_and(review_status = 'refused') then 'refused'
        end as outcome
      from templates where deleted_at is null group by channel_id, signature
    ), entered as (select * from signatures where deleted_at is null),
    merged as (
      select e.id, coalesce(e.channel_id, s.channel_id) as channel_id,
        coalesce(e.text, s.text) as text, e.note, coalesce(s.templates, 0) as templates,
        case when e.review_status is null or e.review_status = 'none'
          then coalesce(s.outcome, 'none') else e.review_status end as status
      from entered e full join seen s on s.channel_id = e.channel_id and s.text = e.text
    )
    select b.id, b.channel_id as "channelId", c.name as "channelName", c.vendor, b.text,
      b.status as "reviewStatus", b.note, b.templates as "templateCount"
    from merged b join channels c on c.id = b.channel_id
    where c.archived_at is null
      and (${channel ?? null}::uuid is null or b.channel_id = ${channel ?? null}::uuid)
      and (${review ?? null}::text is null or b.status = ${review ?? null})
      and (${pattern}::text is null or b.text ilike ${pattern})
    order by c.name, b.text`)
  return rows
}
