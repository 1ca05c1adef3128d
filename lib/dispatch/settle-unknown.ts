import { eq, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { submissions } from '#db/schema/submissions.ts'
import { openChannel } from '#lib/channels/open-channel.ts'
import { waitForQuery } from '#lib/channels/wait-for-query.ts'
import type { Context } from '#lib/context.ts'
import { toCode, toVendorId } from '#lib/messages/storable-text.ts'
import { pass } from '#lib/points.ts'
import { providers } from '#lib/providers/registry.ts'
import type { Settlement } from '#lib/providers/sending.ts'
import { renderText } from '#lib/providers/texts.ts'
import { applyReports } from '#lib/reports/apply.ts'
import { reportHours } from '#lib/reports/mark-unreported.ts'
import { mayBeAnothers } from './may-be-anothers.ts'
import { moveMessages } from './record.ts'

type SettleContext = Pick<Context, 'db' | 'keys' | 'http'>
type Submission = typeof submissions.$inferSelect
type UnknownMessage = { id: number; phone: string; values: string[] }

const askable = Object.entries(providers).flatMap(([vendor, one]) =>
  'findOutcome' in one ? [vendor] : [],
)

/** Between two looks at a call, the older the longer. */
const pause = sql`least(interval '1 hour', (now() - submissions.created_at) / 2)`
/** Whoever began a look and died, or met the vendor's pace, has not ended it: another does, soon. */
const handover = sql`least(interval '1 minute', (now() - submissions.created_at) / 4)`

/**
 * Asks the vendors that can say it what became of calls whose outcome is unknown, each call less
 * and less often. Gives how many calls it asked about. Nothing here ever sends. A row that another
 * message may have left settles nothing: it waits for that one's end, or for a person.
 */
export async function settleUnknown(ctx: SettleContext, limit = 20): Promise<number> {
  const due = await ctx.db
    .update(submissions)
    .set({ lookedAt: sql`now() - ${pause} + ${handover}` })
    .where(sql`id in (
      select submissions.id from submissions join channels c on c.id = channel_id
      where submissions.state = 'unknown' and c.vendor = any(${sql.param(askable)}::text[])
        and submissions.created_at between now() - make_interval(hours => ${reportHours}) and now() - interval '30 seconds'
        and (looked_at is null or looked_at < now() - ${pause})
      order by submissions.id limit ${limit} for update of submissions skip locked)`)
    .returning()
  if (due.length > 0) pass('settle.due')
  const errors: unknown[] = []
  for (const submission of due) {
    // A vendor that cannot be asked now does not keep the others from being asked.
    const isDone = await askAbout(ctx, submission).catch((error: unknown) => {
      errors.push(error)
      return true
    })
    if (isDone) await noteLook(ctx, submission)
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} calls not asked about`)
  return due.length
}

const noteLook = (ctx: SettleContext, { id }: Submission) =>
  ctx.db.update(submissions).set({ lookedAt: sql`now()` }).where(eq(submissions.id, id))

/** False when the vendor's pace did not let it ask about all of the call's messages. */
async function askAbout(ctx: SettleContext, submission: Submission): Promise<boolean> {
  const messages = await listUnknown(ctx, submission)
  const [place] = await ctx.db
    .select()
    .from(batches)
    .innerJoin(channels, sql`${channels.id} = ${batches.channelId}`)
    .where(sql`${batches.id} = ${submission.batchId}`)
  if (!place) return true
  const { provider, call } = openChannel(ctx, place.channels)
  const { template } = place.batches
  for (const message of messages) {
    if (!(await waitForQuery(ctx, place.channels))) return false
    const settlement = await provider.findOutcome?.(call, {
      phone: message.phone,
      text: renderText(template, message.values),
      reference: submission.reference,
      calledAt: submission.createdAt,
      ...(template.vendorId ? { templateVendorId: template.vendorId } : {}),
    })
    if (settlement?.found === 'accepted') await settle(ctx, submission, message, settlement)
  }
  await ctx.db.execute(sql`update submissions s set state = 'accepted' where s.id = ${submission.id} and not exists (
    select 1 from messages m where m.created_at = s.messages_created_at and m.id between s.first_id and s.last_id
      and m.submission_id = s.id and m.status in ('unknown', 'queued', 'canceled'))`)
  return true
}

async function listUnknown(ctx: SettleContext, submission: Submission): Promise<UnknownMessage[]> {
  const { rows } = await ctx.db.execute<{ id: string; phone: string; values: string[] }>(sql`
    select id, phone, values from messages
    where created_at = ${submission.messagesCreatedAt} and submission_id = ${submission.id}
      and id between ${submission.firstId} and ${submission.lastId} and status = 'unknown'
      and phone not like '%*'
    order by id limit 1000`)
  return rows.map((row) => ({ ...row, id: Number(row.id) }))
}

async function settle(
  ctx: SettleContext,
  submission: Submission,
  message: UnknownMessage,
  found: Extract<Settlement, { found: 'accepted' }>,
): Promise<void> {
  const { report } = found
  const vendorMessageId = found.vendorMessageId && toVendorId(found.vendorMessageId)
  await ctx.db.transaction(async (tx) => {
    const { channelId, createdAt: calledAt } = submission
    const row = {
      channelId,
      messageId: message.id,
      phone: message.phone,
      calledAt,
      vendorMessageId,
    }
    if (await mayBeAnothers(ctx, tx, row)) return
    await moveMessages(
      tx,
      submission,
      [message],
      [
        {
          status: 'submitted',
          vendorMessageId: vendorMessageId ?? null,
          failure: null,
          code: null,
        },
      ],
    )
    if (report) {
      await applyReports(tx, { channelId: submission.channelId, callbackId: 0 }, [
        {
          type: 'report',
          keys: { reference: submission.reference },
          phone: message.phone,
          ...report,
          code: toCode(report.code),
        },
      ])
    }
    pass('settle.uncommitted')
  })
  pass('settle.committed')
}
