import type { Batch } from '#lib/batches/lock-batch.ts'
import { findOnce } from '#lib/batches/once-key.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { fill } from '#lib/i18n/fill.ts'
import type { Answer, Cli } from '../cli.ts'
import type { DraftOfFile } from './draft.ts'
import { hashFile } from './recipient-file.ts'
import { followSent, type SendOptions } from './send-draft.ts'

/**
 * A request with a key: made again it sends nothing and answers with its batch, as the first did.
 * Throws UserError `once_other {name}` where the batch of the key was another request's.
 */
export async function sendOnce(
  cli: Cli,
  ctx: Context,
  ask: DraftOfFile,
  options: SendOptions & { once: string },
  send: () => Promise<Answer>,
): Promise<Answer> {
  const before = await findOnce(ctx.db, options.once)
  if (before) return answerSent(cli, ctx, before, ask, options)
  try {
    return await send()
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'once_taken')) throw error
    const other = await findOnce(ctx.db, options.once)
    if (!other) throw error
    return answerSent(cli, ctx, other, ask, options)
  }
}

async function answerSent(
  cli: Cli,
  ctx: Context,
  sent: Batch,
  ask: DraftOfFile,
  options: SendOptions,
): Promise<Answer> {
  const { channelId, templateId, summary, id, name } = sent
  const isSame =
    channelId === ask.channelId &&
    templateId === ask.templateId &&
    summary?.file?.sha256 === (await hashFile(ask.file))
  if (!isSame) throw new UserError('once_other', { name })
  cli.note(fill(cli.words.says.onceSent, { name }))
  return followSent(cli, ctx, id, options)
}
