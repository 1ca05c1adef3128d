import { eq, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { createDraft } from '#lib/batches/create-draft.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { addChannel } from '#lib/channels/add.ts'
import { revealCallback } from '#lib/channels/reveal-callback.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { addTemplate } from '#lib/templates/add.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'
import type { World } from './world.ts'

export type Place = { vendor: 'infocloud' | 'upyun'; channelId: string; templateId: string }

const template = {
  title: '收入通知',
  signature: '云通信',
  text: '{姓名}您好，本次收入{金额}元。',
  category: 'notification' as const,
}

/** A channel at a simulator with plenty of money, pushing to our receiver where it can push. */
export async function openPlace(world: World, vendor: Place['vendor']): Promise<Place> {
  const { ctx, sandbox } = world
  const { id: channelId } = await addChannel(ctx, {
    vendor,
    name: vendor,
    baseUrl: sandbox.urls[vendor],
    credentials: sandbox.accounts[vendor],
    price: '0.0450',
  })
  const plenty = Object.keys(sandbox.control.balance(vendor)).map((name) => [name, 1e9])
  sandbox.control.setBalance(vendor, Object.fromEntries(plenty))
  const vendorId = getProvider(vendor).templates ? {} : { vendorId: '860000000000000001' }
  const { id: templateId } = await addTemplate(ctx, { channelId, ...template, ...vendorId })
  await registerPushes(world, { vendor, channelId })
  return { vendor, channelId, templateId }
}

/** Registers our callback address at the vendor again, as one does after it has given up pushing. */
export async function registerPushes(
  { ctx, sandbox }: World,
  { vendor, channelId }: Pick<Place, 'vendor' | 'channelId'>,
): Promise<void> {
  const { parseCallback } = getProvider(vendor)
  if (!parseCallback) return
  const { url } = await revealCallback(ctx, { id: channelId })
  for (const kind of ['reports', 'replies'] as const) sandbox.control.setPush(vendor, kind, url)
}

let serial = 0
const special = 8
/** Nobody gets two messages of one run; every tenth ends as the simulators' table of endings says. */
function nextPhone(): string {
  const n = serial++
  if (n % 10 === 0) {
    const k = n / 10
    return `139${String(Math.floor(k / special)).padStart(4, '0')}000${(k % special) + 1}`
  }
  const prefix = ['137', '186', '133', '192'][n % 4]
  return `${prefix}${String(Math.floor(n / 9_000)).padStart(4, '0')}${1_000 + (n % 9_000)}`
}

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
  await importRecipients(ctx, { batchId: id })
  await confirmBatch(ctx, { batchId: id, scheduledAt })
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
