import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, isNull } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { templates } from '#db/schema/templates.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { createDraft } from '#lib/batches/create-draft.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { countsOf } from '#lib/batches/queries.ts'
import type { Channel } from '#lib/channels/open-channel.ts'
import type { Context } from '#lib/context.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import { isSendable } from '#lib/templates/review.ts'
import { syncTemplates } from '#lib/templates/sync.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'
import type { DemoBatch } from './demo-data.ts'
import { demoFile, phoneOf } from './demo-people.ts'
import { approveTemplate, sendReply } from './sandbox-control.ts'

type Started = { id: string; vendor: string; replies: NonNullable<DemoBatch['replies']> }

/** The first batches of a channel that has none yet; gives those whose recipients will answer. */
export async function sendFirstBatches(
  ctx: Context,
  channel: Channel,
  demos: DemoBatch[],
  controlUrl: string,
): Promise<Started[]> {
  if ((await ctx.db.$count(batches, eq(batches.channelId, channel.id))) > 0) return []
  await endReviews(ctx, channel, controlUrl)
  const started: Started[] = []
  for (const demo of demos) {
    const id = await sendBatch(ctx, channel.id, demo)
    if (id && demo.replies) started.push({ id, vendor: channel.vendor, replies: demo.replies })
  }
  return started
}

const templatesOf = (ctx: Context, channelId: string) =>
  ctx.db
    .select()
    .from(templates)
    .where(and(eq(templates.channelId, channelId), isNull(templates.deletedAt)))

/** What the vendor's staff would do in some hours, so that one has something to look at now. */
async function endReviews(ctx: Context, channel: Channel, controlUrl: string): Promise<void> {
  const waiting = (await templatesOf(ctx, channel.id)).filter(
    (one) => one.reviewStatus === 'review',
  )
  if (waiting.length === 0) return
  for (const { vendorId } of waiting)
    await approveTemplate(controlUrl, channel.vendor, Number(vendorId))
  await syncTemplates(ctx, { channelId: channel.id })
}

/** Undefined when somebody has taken the template away. */
async function sendBatch(
  ctx: Context,
  channelId: string,
  demo: DemoBatch,
): Promise<string | undefined> {
  const template = (await templatesOf(ctx, channelId)).find((one) => one.title === demo.template)
  if (!template || !isSendable(template.reviewStatus)) return undefined
  const stream = (async function* () {
    yield Buffer.from(demoFile(demo.people, demo.columns, demo.more))
  })()
  const { id: uploadId } = await storeUpload(ctx, { fileName: demo.fileName, stream })
  const draft = { channelId, templateId: template.id, uploadId, name: demo.name }
  const { id: batchId } = await createDraft(ctx, draft, { importsHere: true })
  await importRecipients(ctx, { batchId })
  if (demo.start === 'draft') return batchId
  const scheduledAt = demo.start === 'now' ? null : tomorrowAtTen()
  const heldBy = demo.start === 'tomorrow_by_vendor' ? 'vendor' : 'console'
  await confirmBatch(ctx, { batchId, scheduledAt, heldBy })
  return batchId
}

const tomorrowAtTen = (): Date =>
  new Date(`${chinaDay(new Date(Date.now() + 86_400_000))}T10:00:00+08:00`)

const patience = { totalMs: 15_000, everyMs: 250 }

/** Once all of a batch went out its people answer; without a worker none does, and nobody waits long. */
export async function answerAll(
  ctx: Context,
  started: Started[],
  controlUrl: string,
): Promise<void> {
  const until = Date.now() + patience.totalMs
  for (const { id, vendor, replies } of started) {
    if (!(await wentOut(ctx, id, until))) return
    for (const { person, content } of replies)
      await sendReply(controlUrl, { vendor, phone: phoneOf(person), content })
  }
}

async function wentOut(ctx: Context, batchId: string, until: number): Promise<boolean> {
  for (;;) {
    const { queued, submitting } = await countsOf(ctx, batchId)
    if (queued + submitting === 0) return true
    if (Date.now() > until) return false
    await sleep(patience.everyMs)
  }
}
