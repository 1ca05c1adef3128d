import type { PgBoss } from 'pg-boss'
import { pollBalance } from '#lib/balances/poll.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import type { Context } from '#lib/context.ts'
import { syncTemplates } from '#lib/templates/sync.ts'
import { type JobData, type JobName, queues } from '../definitions.ts'
import { createBoss } from '../queue.ts'

const handlers: { [N in JobName]: (ctx: Context, data: JobData[N]) => Promise<unknown> } = {
  'import-recipients': importRecipients,
  'poll-balance': (ctx, { channelId }) => pollBalance(ctx, channelId),
  'sync-templates': syncTemplates,
}

/** Starts taking jobs; stop the result with `boss.stop()`, which lets those under way finish. */
export async function runJobs(ctx: Context): Promise<PgBoss> {
  const boss = createBoss(ctx.db, { works: true })
  await boss.start()
  for (const { name } of queues) {
    await boss.work(name, { pollingIntervalSeconds: 0.5 }, async ([job]) => {
      if (!job) return
      await (handlers[name] as (ctx: Context, data: unknown) => Promise<unknown>)(ctx, job.data)
    })
  }
  return boss
}
