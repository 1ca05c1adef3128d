import { setTimeout as sleep } from 'node:timers/promises'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { findSameFile, findSentLately } from '#lib/batches/find-same-file.ts'
import { findOnce } from '#lib/batches/once-key.ts'
import { type BatchRow, getBatch } from '#lib/batches/queries.ts'
import { readRepeats } from '#lib/batches/read-repeats.ts'
import type { ConfirmBatch } from '#lib/batches/schemas.ts'
import { isHeldCode } from '#lib/batches/types.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { fill } from '#lib/i18n/fill.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import type { Answer, Cli } from '../cli.ts'
import { usageError } from '../usage.ts'
import { askToSend } from './ask.ts'
import { type Made, withDraft } from './draft.ts'
import { describeForesight } from './foresight.ts'
import { onInterrupt } from './interrupt.ts'
import { answerBatch } from './view.ts'
import { waitForBatch } from './wait.ts'

/** A database that starts again, or hands over to another, is back by the last. */
const confirmTries = 8

export type SendOptions = {
  at?: Date
  hold?: 'console' | 'vendor'
  yes?: boolean
  wait?: boolean
  allowRepeat?: boolean
  once?: string
}

/** Without a terminal nobody can be asked. Throws a usage error. */
export function requireYes(cli: Cli, { yes }: SendOptions): void {
  if (!yes && !process.stdin.isTTY) throw usageError(cli.words.usage.needsYes)
}

/**
 * Checks what `make` drafts, says what it found, asks unless `yes`, and confirms it. Exit status
 * with --wait: 0 all went out, 3 some did not, 4 some are unconfirmed, 130 Ctrl-C.
 */
export async function sendDraft(
  cli: Cli,
  ctx: Context,
  make: (signal: AbortSignal) => Promise<Made>,
  options: SendOptions,
): Promise<Answer> {
  const { signal, stop } = onInterrupt()
  try {
    const sent = await withDraft(ctx, make, signal, (draft) =>
      confirm(cli, ctx, { draft, options, signal }),
    )
    if (options.wait) return await waitForBatch(cli, ctx, sent.id, signal)
    if (sent.state === 'awaiting_approval') cli.note(cli.words.says.awaiting)
    return answerBatch(cli, await getBatch(ctx, sent.id))
  } finally {
    stop()
  }
}

/** Answers as sendDraft does about a batch that was confirmed before. */
export async function followSent(
  cli: Cli,
  ctx: Context,
  id: string,
  { wait }: SendOptions,
): Promise<Answer> {
  if (!wait) return answerBatch(cli, await getBatch(ctx, id))
  const { signal, stop } = onInterrupt()
  try {
    return await waitForBatch(cli, ctx, id, signal)
  } finally {
    stop()
  }
}

/** A draft keeps what will wait among its warnings. */
const heldOf = ({ summary }: BatchRow) =>
  (summary?.warnings ?? []).flatMap(({ code, params = {} }) =>
    isHeldCode(code) ? [{ code, params }] : [],
  )

type Confirm = { draft: BatchRow; options: SendOptions; signal: AbortSignal }

async function confirm(cli: Cli, ctx: Context, { draft, options, signal }: Confirm) {
  const { refused = 0, file } = draft.summary ?? {}
  const repeats = await readRepeats(ctx.db, draft)
  if (refused > 0) cli.note(fill(cli.words.says.refusedNote, { count: refused }))
  const sameFile = await findSameFile(ctx, file?.sha256, draft.id)
  const known = { ...draft.summary, repeats, held: heldOf(draft), sameFile }
  for (const line of describeForesight(cli, known)) cli.note(line)
  if (options.yes) await refuseRepeat(ctx, draft, options)
  else if (!(await askToSend(cli, draft, options, signal))) throw new UserError('nothing_sent')
  signal.throwIfAborted()
  const { state } = await confirmSurely(cli, ctx, {
    batchId: draft.id,
    scheduledAt: options.at ?? null,
    seenRepeats: repeats.map(({ id }) => id),
    ...(options.hold ? { heldBy: options.hold } : {}),
    ...(options.once ? { onceKey: options.once } : {}),
  })
  return { id: draft.id, state }
}

/** Nobody reads what is pointed out where nobody is asked: a script that runs twice sends once. */
async function refuseRepeat(
  ctx: Context,
  { templateId, summary }: BatchRow,
  { allowRepeat, once }: SendOptions,
): Promise<void> {
  if (allowRepeat) return
  const [sent] = await findSentLately(ctx, { sha256: summary?.file?.sha256, templateId })
  if (!sent) return
  // Of two at once the first may have sent it meanwhile, which is the answer to both.
  const taken = once === undefined ? undefined : await findOnce(ctx.db, once)
  if (taken) throw new UserError('once_taken', { name: taken.name })
  throw new UserError('sent_before', { name: sent.name, time: formatTime(sent.at) })
}

/**
 * Confirming is asked for until it is known: an answer that got lost may have been a yes, and asking
 * twice confirms once.
 */
async function confirmSurely(cli: Cli, ctx: Context, input: ConfirmBatch) {
  for (let tries = 1; ; tries++) {
    try {
      return await confirmBatch(ctx, input)
    } catch (error) {
      if (error instanceof UserError) throw error
      if (tries === confirmTries) {
        cli.note(fill(cli.words.says.confirmUnknown, { id: input.batchId }))
        throw error
      }
      await sleep(tries * 500)
    }
  }
}
