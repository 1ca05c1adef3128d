import { hostname } from 'node:os'
import { sql } from 'drizzle-orm'
import { sweepSessions } from '#lib/auth/sessions.ts'
import { pollDue } from '#lib/balances/poll-due.ts'
import { cancelLeft } from '#lib/batches/cancel-queued.ts'
import { failLostImports } from '#lib/batches/fail-lost-imports.ts'
import { startDue } from '#lib/batches/start-due.ts'
import { sweepDrafts } from '#lib/batches/sweep-drafts.ts'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import { noteCallbacks } from '#lib/callbacks/receive.ts'
import type { Context } from '#lib/context.ts'
import { foldCounts } from '#lib/counts/fold.ts'
import { settleUnknown } from '#lib/dispatch/settle-unknown.ts'
import { sweepLostCalls } from '#lib/dispatch/sweep.ts'
import { eraseDue } from '#lib/personal-data/erase-due.ts'
import { pullDue } from '#lib/pulls/pull-due.ts'
import { markUnreported } from '#lib/reports/mark-unreported.ts'
import { retryParked } from '#lib/reports/park.ts'
import { syncDue } from '#lib/templates/sync-due.ts'
import { sweepUploads } from '#lib/uploads/sweep-uploads.ts'

/** Work that the state of tables asks for, again and again; any number of workers may do it at once. */
export type Loop = {
  name: string
  /** How long to wait after a turn that found nothing to do. */
  everyMs: number
  /** How much it did; more than nothing means it is wanted again at once. */
  turn(ctx: Context, worker: string): Promise<number>
}

const nothing = () => 0

export const loops: Loop[] = [
  { name: 'start-due', everyMs: 1_000, turn: (ctx) => startDue(ctx.db) },
  { name: 'cancel-left', everyMs: 1_000, turn: (ctx) => cancelLeft(ctx.db) },
  { name: 'apply-received', everyMs: 200, turn: (ctx) => applyReceived(ctx) },
  { name: 'retry-parked', everyMs: 1_000, turn: (ctx) => retryParked(ctx) },
  { name: 'fold-counts', everyMs: 1_000, turn: (ctx) => foldCounts(ctx.db) },
  { name: 'sweep-lost-calls', everyMs: 1_000, turn: (ctx) => sweepLostCalls(ctx.db) },
  { name: 'settle-unknown', everyMs: 10_000, turn: (ctx) => settleUnknown(ctx).then(nothing) },
  { name: 'pull-due', everyMs: 1_000, turn: (ctx) => pullDue(ctx) },
  { name: 'poll-balances', everyMs: 5_000, turn: (ctx) => pollDue(ctx).then(nothing) },
  { name: 'sync-templates', everyMs: 10_000, turn: (ctx) => syncDue(ctx).then(nothing) },
  { name: 'mark-unreported', everyMs: 60_000, turn: (ctx) => markUnreported(ctx.db) },
  { name: 'note-callbacks', everyMs: 5_000, turn: (ctx) => noteCallbacks(ctx.db).then(nothing) },
  {
    name: 'fail-lost-imports',
    everyMs: 5_000,
    turn: (ctx) => failLostImports(ctx.db).then(nothing),
  },
  { name: 'sweep-drafts', everyMs: 600_000, turn: sweepDrafts },
  { name: 'sweep-uploads', everyMs: 600_000, turn: (ctx) => sweepUploads(ctx).then(nothing) },
  { name: 'erase-due', everyMs: 60_000, turn: (ctx) => eraseDue(ctx) },
  { name: 'sweep-sessions', everyMs: 600_000, turn: (ctx) => sweepSessions(ctx.db).then(nothing) },
  {
    name: 'make-partitions',
    everyMs: 3_600_000,
    turn: (ctx) => ctx.db.execute(sql`select ensure_partitions()`).then(nothing),
  },
  { name: 'beat', everyMs: 4_000, turn: beat },
]

/** Says that this worker lives, and forgets those that have long not said so. */
async function beat(ctx: Context, worker: string): Promise<number> {
  await ctx.db.execute(sql`insert into workers (id) values (${worker})
    on conflict (id) do update set seen_at = now()`)
  await ctx.db.execute(sql`delete from workers where seen_at < now() - interval '1 hour'`)
  return 0
}

/** A worker that stops in good order is not waited for. */
export async function signOff(ctx: Context, worker: string): Promise<void> {
  await ctx.db.execute(sql`delete from workers where id = ${worker}`)
}

export const workerName = (): string => `${hostname()}/${process.pid}/${Date.now().toString(36)}`
