import { confirmBatch } from '#lib/batches/confirm.ts'
import { type BatchRow, getBatch } from '#lib/batches/queries.ts'
import { requireChannelId } from '#lib/channels/queries.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { fill } from '#lib/i18n/fill.ts'
import { requireTemplateId } from '#lib/templates/queries.ts'
import type { Answer, Cli } from '../cli.ts'
import { usageError } from '../usage.ts'
import { answerDryRun } from './answer-dry-run.ts'
import { askToSend } from './ask.ts'
import { withDraft } from './draft.ts'
import { dryRun } from './dry-run.ts'
import { onInterrupt } from './interrupt.ts'
import { findFile } from './recipient-file.ts'
import { answerBatch } from './view.ts'
import { waitForBatch } from './wait.ts'

type Options = {
  channel: string
  template: string
  file: string
  name?: string
  at?: Date
  hold?: 'console' | 'vendor'
  dryRun?: boolean
  yes?: boolean
  wait?: boolean
  reveal?: boolean
}

/** Exit status with --wait: 0 all went out, 3 some did not, 4 some are unconfirmed, 130 Ctrl-C. */
export async function batchSend(cli: Cli, options: Options): Promise<Answer> {
  const { at, hold, name } = options
  if (hold && !at) throw usageError(cli.words.usage.holdNeedsAt)
  if (at && at.getTime() <= Date.now()) throw new UserError('schedule_past')
  if (!options.dryRun && !options.yes && !process.stdin.isTTY) {
    throw usageError(cli.words.usage.needsYes)
  }
  const ctx = await cli.context()
  const channelId = await requireChannelId(ctx, options.channel)
  const templateId = await requireTemplateId(ctx, channelId, options.template)
  const file = await findFile(options.file)
  if (options.dryRun) {
    const reveal = options.reveal === true
    return answerDryRun(cli, await dryRun(ctx, { channelId, templateId, file, reveal }))
  }
  const interrupt = onInterrupt()
  try {
    const ask = { channelId, templateId, file, ...(name === undefined ? {} : { name }) }
    const sent = await withDraft(ctx, ask, interrupt.signal, (draft) =>
      confirm(cli, ctx, { draft, options, signal: interrupt.signal }),
    )
    return await answerSent(cli, ctx, { sent, options, signal: interrupt.signal })
  } finally {
    interrupt.stop()
  }
}

type Confirm = { draft: BatchRow; options: Options; signal: AbortSignal }

async function confirm(cli: Cli, ctx: Context, { draft, options, signal }: Confirm) {
  const { refused = 0, optedOut = 0, blocklisted = 0 } = draft.summary ?? {}
  const stopped = optedOut + blocklisted
  const { says } = cli.words
  if (refused > 0) cli.note(fill(says.refusedNote, { count: refused }))
  if (stopped > 0) cli.note(fill(says.stoppedNote, { count: stopped }))
  if (!options.yes && !(await askToSend(cli, draft, options, signal))) {
    throw new UserError('nothing_sent')
  }
  signal.throwIfAborted()
  const { state } = await confirmBatch(ctx, {
    batchId: draft.id,
    scheduledAt: options.at ?? null,
    ...(options.hold ? { heldBy: options.hold } : {}),
  })
  return { id: draft.id, state }
}

type Sent = {
  sent: Awaited<ReturnType<typeof confirm>>
  options: Options
  signal: AbortSignal
}

async function answerSent(
  cli: Cli,
  ctx: Context,
  { sent, options, signal }: Sent,
): Promise<Answer> {
  if (options.wait) return waitForBatch(cli, ctx, sent.id, signal)
  if (sent.state === 'awaiting_approval') cli.note(cli.words.says.awaiting)
  return answerBatch(cli, await getBatch(ctx, sent.id))
}
