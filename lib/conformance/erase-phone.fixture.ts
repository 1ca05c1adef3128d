import { sql } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { loadChannel } from '#lib/channels/load.ts'
import type { Context } from '#lib/context.ts'
import { countBatches } from '#lib/counts/batch-counts.ts'
import { foldCounts } from '#lib/counts/fold.ts'
import { doesPush } from '#lib/providers/pushes.ts'
import { getProvider, type Vendor, vendors } from '#lib/providers/registry.ts'
import { pullChannel } from '#lib/pulls/pull-channel.ts'
import { changeSettings } from '#lib/settings/change-settings.ts'
import { addTemplate } from '#lib/templates/add.ts'
import { syncTemplates } from '#lib/templates/sync.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'
import { addTestChannel, makeDraftOf, type TestConsole } from './console.fixture.ts'
import { bringReports, drain, notice } from './protocol.fixture.ts'
import { newPhone, vendorCases } from './vendor-cases.ts'

export type Filled = Awaited<ReturnType<typeof fillWithPeople>>
type People = { phone: string; other: string }
type Place = { channelId: string; templateId: string }

/** A console in which two people stand wherever a phone can: at every vendor, and in every table. */
export async function fillWithPeople(world: TestConsole, people: People) {
  const sent = {} as Record<Vendor, string>
  const places = {} as Record<Vendor, Place>
  for (const vendor of vendors) {
    places[vendor] = await openPlace(world, vendor)
    sent[vendor] = await sendTo(world, places[vendor], people)
  }
  await answer(world, people, places)
  const [first] = vendors
  if (!first) throw new Error('no vendor')
  await leaveTraces(world, { people, place: places[first], batchId: sent[first] })
  const waiting = await leaveWaiting(world, places[first], people)
  return { sent, ...waiting, fresh: await leaveFile(world) }
}

async function openPlace({ ctx, sandbox }: TestConsole, vendor: Vendor): Promise<Place> {
  const channelId = await addTestChannel({ ctx, sandbox } as TestConsole, vendor)
  const { templates, templateCode } = getProvider(vendor)
  const vendorId = templateCode ? await vendorCases[vendor].usableTemplate(sandbox) : undefined
  const template = { channelId, ...notice, ...(vendorId ? { vendorId } : {}) }
  const { id: templateId } = await addTemplate(ctx, template)
  if (templates) {
    const { rows } = await ctx.db.execute<{ id: string }>(
      sql`select vendor_id as id from templates where id = ${templateId}`,
    )
    sandbox.control.review(vendor, Number(rows[0]?.id), 'success')
    await syncTemplates(ctx, { channelId })
  }
  return { channelId, templateId }
}

/** Both of them, and lines that cannot be sent to: one twice, one written otherwise. */
const fileOf = ({ phone, other }: People): string =>
  [
    '手机号,姓名,金额',
    `${phone},张三,1.5`,
    `${other},李四,2.5`,
    `${phone},张三,1.5`,
    `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)},张三,`,
  ].join('\n')

const plainFile = ({ phone, other }: People): string =>
  ['手机号,姓名,金额', `${phone},张三,1.5`, `${other},李四,2.5`].join('\n')

async function sendTo(world: TestConsole, place: Place, people: People): Promise<string> {
  const isFirst = (await world.ctx.db.execute(sql`select from batches`)).rows.length === 0
  const file = isFirst ? fileOf(people) : plainFile(people)
  const batchId = await makeDraftOf(world.ctx, { ...place, file })
  await confirmBatch(world.ctx, { batchId, scheduledAt: null })
  await drain(world, batchId)
  return batchId
}

/** Reports come by push and by pull, and both of them reply wherever that is carried. */
async function answer(world: TestConsole, people: People, places: Record<Vendor, Place>) {
  await bringReports(world)
  for (const vendor of vendors) {
    if (getProvider(vendor).pullReports)
      await pullChannel(
        world.ctx,
        await loadChannel(world.ctx.db, places[vendor].channelId),
        'pullReports',
      )
    if (!doesPush(getProvider(vendor), 'replies')) continue
    for (const phone of [people.phone, people.other])
      await world.sandbox.control.reply(vendor, phone, `请回电 ${phone}`)
  }
  await bringReports(world)
  while ((await foldCounts(world.ctx.db)) > 0);
}

type Traces = { people: People; place: Place; batchId: string }

/** What comes by chance: a report of nobody's message, words of a vendor, a name that somebody chose. */
async function leaveTraces({ ctx }: TestConsole, { people, place, batchId }: Traces) {
  await ctx.db.execute(sql`insert into delivery_reports
    (channel_id, callback_id, state, phone, delivered, code, at)
    values (${place.channelId}, 0, 'parked', ${people.phone}, true, 'DELIVRD', now())`)
  await ctx.db.execute(sql`update submissions set detail = ${`坏号码：${people.phone}`}
    where batch_id = ${batchId}`)
  await ctx.db.execute(sql`update batches set name = ${`给 ${people.phone} 的通知`}
    where id = ${batchId}`)
}

/** Batches that have not gone out: scheduled, awaiting approval, draft. */
async function leaveWaiting({ ctx }: TestConsole, place: Place, people: People) {
  const tomorrow = new Date(Date.now() + 86_400_000)
  const make = () => makeDraftOf(ctx, { ...place, file: plainFile(people) })
  const [scheduled, awaiting, draft] = [await make(), await make(), await make()]
  await confirmBatch(ctx, { batchId: scheduled, scheduledAt: tomorrow })
  await changeSettings(ctx, { approvalThreshold: 1 })
  const named = { passwordHash: '-', role: 'approver' as const }
  const [one, two] = await ctx.db
    .insert(users)
    .values([
      { ...named, email: 'one@example.com', name: 'One' },
      { ...named, email: 'two@example.com', name: 'Two' },
    ])
    .returning()
  const as = (user: typeof one): Context => ({
    ...ctx,
    actor: { ...ctx.actor, id: user?.id ?? null, role: 'approver' },
  })
  await confirmBatch(as(one), { batchId: awaiting, scheduledAt: null })
  await changeSettings(ctx, { approvalThreshold: null })
  return { scheduled, awaiting, draft, approver: as(two) }
}

/** A file that no batch has taken up. */
async function leaveFile({ ctx }: TestConsole) {
  const phone = newPhone()
  const stream = (async function* () {
    yield Buffer.from(`手机号\n${phone}`)
  })()
  const { id: uploadId } = await storeUpload(ctx, { fileName: 'fresh.csv', stream })
  return { phone, uploadId }
}

export async function countsByBatch(ctx: Context, ids: string[]) {
  while ((await foldCounts(ctx.db)) > 0);
  return [...(await countBatches(ctx.db, ids))].sort(([a], [b]) => a.localeCompare(b))
}
