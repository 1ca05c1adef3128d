import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { createDraft } from '#lib/batches/create-draft.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { countsOf } from '#lib/batches/queries.ts'
import { demoFile } from '#lib/demo/demo-people.ts'
import { withDemoEnv } from '#lib/env/find-demo.ts'
import { readEnv } from '#lib/env/read-env.ts'
import { openContext } from '#lib/open-context.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'

// How a file goes through upload, import, sending and reports, against a running demo.
const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' } } })
const rows = Number(values.rows)
const actor = { id: null, name: 'bench', role: 'administrator', via: 'cli' } as const
const ctx = openContext(readEnv(withDemoEnv()), actor, { name: 'sms-bench', max: 5 })
const { rows: found } = await ctx.db.execute<{ id: string; channelId: string }>(sql`
  select id, channel_id as "channelId" from templates
  where vendor_id = '860000000000000001' and deleted_at is null limit 1`)
const template = found[0]
if (!template) throw new Error('start the demo first: its template is what is sent')

const file = Buffer.from(demoFile(rows))
let last = performance.now()
const figures: Record<string, string> = {
  rows: String(rows),
  fileMiB: (file.length / 2 ** 20).toFixed(1),
}
const note = (name: string) => {
  const now = performance.now()
  figures[name] = `${((now - last) / 1000).toFixed(2)} s`
  last = now
}

const upload = await storeUpload(ctx, {
  fileName: 'bench.csv',
  stream: (async function* () {
    for (let at = 0; at < file.length; at += 65_536) yield file.subarray(at, at + 65_536)
  })(),
})
note('upload stored')
const draft = { channelId: template.channelId, templateId: template.id, uploadId: upload.id }
const { id: batchId } = await createDraft(ctx, { ...draft, name: `bench ${rows}` })
await importRecipients(ctx, { batchId })
note('import checked')
await confirmBatch(ctx, { batchId, scheduledAt: null })
note('confirm')
const until = async (is: (counts: Awaited<ReturnType<typeof countsOf>>) => boolean) => {
  while (!is(await countsOf(ctx, batchId))) await new Promise((resolve) => setTimeout(resolve, 100))
}
await until((counts) => counts.queued === 0 && counts.submitting === 0)
note('all submitted')
await until((counts) => counts.submitted === 0)
note('all reported')
figures.counts = JSON.stringify(await countsOf(ctx, batchId))
figures.peakMiB = String(Math.round(process.resourceUsage().maxRSS / 1024))
console.log(JSON.stringify(figures, null, 2))
await ctx.db.$client.end()
process.exit(0)
