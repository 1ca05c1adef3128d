import { eq, isNull, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { templates } from '#db/schema/templates.ts'
import { users } from '#db/schema/users.ts'
import type { Role } from '#lib/auth/roles.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { createDraft } from '#lib/batches/create-draft.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { addChannel } from '#lib/channels/add.ts'
import { callbackUrl } from '#lib/channels/callback-address.ts'
import { updateChannel } from '#lib/channels/update.ts'
import type { Context } from '#lib/context.ts'
import { findProvider } from '#lib/providers/registry.ts'
import { addSignature } from '#lib/signatures/add.ts'
import { addTemplate } from '#lib/templates/add.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'
import { addUser } from '#lib/users/add.ts'
import { type DemoChannel, demoChannels, demoFile, demoSignature } from './demo-data.ts'
import { readSandbox, registerCallback, type SandboxVendors } from './sandbox-control.ts'

export type DemoInput = { controlUrl: string; administrator: string; password: string }

const people: [Role, string][] = [
  ['approver', '演示审批人'],
  ['operator', '演示操作员'],
  ['viewer', '演示查看者'],
]

/** Fills an empty console with people, channels, templates and a first batch; puts addresses right in a filled one. */
export async function loadDemo(ctx: Context, input: DemoInput): Promise<void> {
  await addPeople(ctx, input)
  const vendors = await readSandbox(input.controlUrl)
  for (const demo of demoChannels) await addOrMend(ctx, demo, vendors)
  const rows = await ctx.db.select().from(channels).where(isNull(channels.archivedAt))
  for (const channel of rows.filter(
    (one) => vendors[one.vendor] && findProvider(one.vendor)?.parseCallback,
  )) {
    await registerCallback(input.controlUrl, channel.vendor, callbackUrl(ctx, channel))
  }
  if ((await ctx.db.$count(batches)) === 0) await sendFirstBatch(ctx)
}

async function addPeople(ctx: Context, { administrator, password }: DemoInput): Promise<void> {
  if ((await ctx.db.$count(users)) > 0) return
  await addUser(ctx, { email: administrator, name: '演示管理员', role: 'administrator', password })
  for (const [role, name] of people) {
    await addUser(ctx, { email: `${role}@example.com`, name, role, password })
  }
}

async function addOrMend(ctx: Context, demo: DemoChannel, vendors: SandboxVendors): Promise<void> {
  const place = vendors[demo.vendor]
  if (!place) return
  const [known] = await ctx.db.select().from(channels).where(eq(channels.name, demo.name))
  // The sandbox may stand on other ports than at the last start.
  if (known && known.baseUrl !== place.url) {
    await updateChannel(ctx, { id: known.id, baseUrl: place.url, credentials: place.account })
  }
  if (!known) await addChannelWithTemplates(ctx, demo, place)
}

async function addChannelWithTemplates(
  ctx: Context,
  { templates, ...demo }: DemoChannel,
  place: SandboxVendors[string],
): Promise<void> {
  const { id: channelId } = await addChannel(ctx, {
    ...demo,
    baseUrl: place.url,
    credentials: place.account,
  })
  await addSignature(ctx, { channelId, text: demoSignature })
  for (const template of templates) {
    await addTemplate(ctx, { channelId, signature: demoSignature, ...template })
  }
}

/** Something to look at from the first minute: a batch that goes out while one signs in. */
async function sendFirstBatch(ctx: Context): Promise<void> {
  const [template] = await ctx.db
    .select()
    .from(templates)
    .where(sql`vendor_id = '860000000000000001' and deleted_at is null`)
  if (!template) return
  const stream = (async function* () {
    yield Buffer.from(demoFile(240))
  })()
  const upload = await storeUpload(ctx, { fileName: '收入名单.csv', stream })
  const draft = { channelId: template.channelId, templateId: template.id, uploadId: upload.id }
  const { id } = await createDraft(ctx, { ...draft, name: '收入通知 · 演示' })
  await importRecipients(ctx, { batchId: id })
  await confirmBatch(ctx, { batchId: id, scheduledAt: null })
}
