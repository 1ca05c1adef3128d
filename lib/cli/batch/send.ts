import { requireChannelId } from '#lib/channels/queries.ts'
import { UserError } from '#lib/errors.ts'
import { requireTemplateId } from '#lib/templates/queries.ts'
import type { Answer, Cli } from '../cli.ts'
import { usageError } from '../usage.ts'
import { answerDryRun } from './answer-dry-run.ts'
import { draftOfFile } from './draft.ts'
import { dryRun } from './dry-run.ts'
import { findFile } from './recipient-file.ts'
import { requireYes, type SendOptions, sendDraft } from './send-draft.ts'

type Options = SendOptions & {
  channel: string
  template: string
  file: string
  name?: string
  dryRun?: boolean
  reveal?: boolean
}

/** Checks a file and sends to everybody in it; the exit status is sendDraft's. */
export async function batchSend(cli: Cli, options: Options): Promise<Answer> {
  const { at, hold, name } = options
  if (hold && !at) throw usageError(cli.words.usage.holdNeedsAt)
  if (at && at.getTime() <= Date.now()) throw new UserError('schedule_past')
  if (!options.dryRun) requireYes(cli, options)
  const ctx = await cli.context()
  const channelId = await requireChannelId(ctx, options.channel)
  const templateId = await requireTemplateId(ctx, channelId, options.template)
  const file = await findFile(options.file)
  if (options.dryRun) {
    const reveal = options.reveal === true
    return answerDryRun(cli, await dryRun(ctx, { channelId, templateId, file, reveal }))
  }
  const ask = { channelId, templateId, file, ...(name === undefined ? {} : { name }) }
  return sendDraft(cli, ctx, (signal) => draftOfFile(ctx, ask, signal), options)
}
