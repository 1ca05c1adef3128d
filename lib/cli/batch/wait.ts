import { setTimeout as sleep } from 'node:timers/promises'
import { isHeldByLimits } from '#lib/batches/progress.ts'
import { type BatchRow, getBatch } from '#lib/batches/queries.ts'
import { loadChannel } from '#lib/channels/load.ts'
import type { Context } from '#lib/context.ts'
import type { Counts } from '#lib/counts/batch-counts.ts'
import { checkHealth } from '#lib/health/check.ts'
import { fill } from '#lib/i18n/fill.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { messages } from '#lib/i18n/messages.ts'
import { messageStatuses } from '#lib/messages/status.ts'
import type { Answer, Cli } from '../cli.ts'
import { createProgressLine } from '../progress-line.ts'
import { answerBatch, describePause } from './view.ts'

const everyMs = 500
/** How long `--wait` bears that limits hold what is left. */
const heldMs = 90_000

/**
 * Shows progress until no message is queued or submitting, or until only a person can make the
 * batch go on; the exit status is that of `batch send --wait`.
 */
export async function waitForBatch(
  cli: Cli,
  ctx: Context,
  id: string,
  signal: AbortSignal,
): Promise<Answer> {
  const { says } = cli.words
  const line = createProgressLine()
  const { worker } = await checkHealth(ctx.db)
  if (worker === 'none') cli.note(says.noWorker)
  let standstill: Standstill | undefined
  for (;;) {
    const batch = await getBatch(ctx, id)
    standstill = follow(batch, standstill)
    const halt = findHold(cli, batch, standstill) ?? (await findHalt(cli, ctx, batch))
    if (isOver(batch) || halt) {
      line.end()
      if (halt) cli.note(halt)
      return { ...(await answerBatch(cli, batch)), status: statusOf(batch.counts) }
    }
    line.show(describeProgress(cli, batch))
    await sleep(everyMs, undefined, { signal }).catch(() => undefined)
    if (!signal.aborted) continue
    line.end()
    cli.note(fill(says.goesOn, { id }))
    return { ...(await answerBatch(cli, await getBatch(ctx, id))), status: 130 }
  }
}

const isOver = ({ counts }: BatchRow): boolean => counts.queued + counts.submitting === 0

/** What is queued in the end did not go out either: the batch is paused, or awaits approval. */
export function statusOf(counts: Counts): number {
  if (counts.unknown > 0) return 4
  return counts.rejected + counts.blocked + counts.canceled + counts.queued > 0 ? 3 : 0
}

/** Since when so many have been queued, in milliseconds. */
type Standstill = { queued: number; since: number }

const follow = ({ counts }: BatchRow, former?: Standstill): Standstill =>
  former?.queued === counts.queued ? former : { queued: counts.queued, since: Date.now() }

/** A hold looks again after a minute; one that is not over by then is no matter of seconds. */
function findHold(cli: Cli, batch: BatchRow, { since }: Standstill): string | undefined {
  if (!isHeldByLimits(batch) || Date.now() - since < heldMs) return undefined
  return fill(cli.words.says.heldByLimits, { count: batch.counts.queued, id: batch.id })
}

/** Why nothing will happen until a person does something; calls under way are awaited first. */
async function findHalt(cli: Cli, ctx: Context, batch: BatchRow): Promise<string | undefined> {
  const { says } = cli.words
  if (batch.counts.submitting > 0) return undefined
  if (batch.state === 'awaiting_approval') return says.awaiting
  if (batch.state === 'paused') {
    return fill(says.paused, { reason: describePause(cli, batch) ?? '', id: batch.id })
  }
  if (batch.state !== 'sending' || batch.counts.queued === 0) return undefined
  const channel = await loadChannel(ctx.db, batch.channelId)
  return channel.state === 'paused' ? fill(says.channelStopped, { id: channel.name }) : undefined
}

function describeProgress({ locale, words: { says } }: Cli, batch: BatchRow): string {
  const { counts, recipientCount: all, state, scheduledAt } = batch
  if (state === 'scheduled' && scheduledAt) {
    return fill(says.waitUntil, { time: formatTime(scheduledAt) })
  }
  const { status } = messages[locale].common
  const parts = messageStatuses
    .filter((one) => counts[one] > 0)
    .map((one) => `${status[one]} ${counts[one]}`)
  const done = all - counts.queued - counts.submitting - counts.unknown
  return `${fill(says.progress, { done, all })}  ${parts.join(', ')}`
}
