import { eq, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { createDraft } from '#lib/batches/create-draft.ts'
import { discardDraft } from '#lib/batches/discard-draft.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'
import { nextPhone } from './phones.ts'
import type { Place } from './places.ts'
import type { World } from './world.ts'

export type Supply = {
  count: number
  sameText: boolean
  scheduledAt: Date | null
  /** Workers read the file, with all that happens to them; it is confirmed when they are through. */
  byWorkers: boolean
}

/** A batch of people who were in none before. */
export async function supply(
  { ctx }: World,
  place: Place,
  { count, sameText, scheduledAt, byWorkers }: Supply,
): Promise<void> {
  const lines = Array.from({ length: count }, (_, n) =>
    sameText ? `${nextPhone()},张三,12.50` : `${nextPhone()},张${n},${n}.50`,
  )
  const stream = (async function* () {
    yield Buffer.from(['手机号,姓名,金额', ...lines].join('\n'))
  })()
  const upload = await storeUpload(ctx, { fileName: 'recipients.csv', stream })
  const { channelId, templateId } = place
  const draft = { channelId, templateId, uploadId: upload.id }
  const { id } = await createDraft(ctx, draft, { importsHere: !byWorkers })
  if (byWorkers) return
  halfRead.add(id)
  await importRecipients(ctx, { batchId: id })
  await confirmBatch(ctx, { batchId: id, scheduledAt })
  halfRead.delete(id)
}

/** Drafts that we were reading ourselves when the database went. */
const halfRead = new Set<string>()

/** Whoever was interrupted throws the draft away; nobody of it has been written to. */
export async function discardHalfRead({ ctx }: World): Promise<void> {
  for (const id of halfRead) {
    const [batch] = await ctx.db
      .select({ state: batches.state })
      .from(batches)
      .where(eq(batches.id, id))
    if (batch?.state === 'draft') await discardDraft(ctx, { batchId: id })
    halfRead.delete(id)
  }
}

/** Confirms what workers have read meanwhile. */
export async function confirmRead({ ctx }: World): Promise<void> {
  const drafts = await ctx.db
    .select({ id: batches.id })
    .from(batches)
    .where(sql`state = 'draft' and import_state = 'done' and recipient_count > 0`)
  for (const { id } of drafts) await confirmBatch(ctx, { batchId: id, scheduledAt: null })
}

/** How many recipients the channel's next calls have at most. */
export const setCallSize = ({ ctx }: World, channelId: string, recipientsPerCall: number) =>
  ctx.db.update(channels).set({ recipientsPerCall }).where(eq(channels.id, channelId))
