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
import { sendOnce } from './send-once.ts'

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
  checkUsage(cli, options)
  const { once, name } = options
  // What was sent by the key is answered with also when its time has come.
  if (once === undefined) checkTime(options)
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
  const send = async () => {
    checkTime(options)
    return sendDraft(cli, ctx, (signal) => draftOfFile(ctx, ask, signal), options)
  }
  return once === undefined ? send() : sendOnce(cli, ctx, ask, { ...options, once }, send)
}

function checkUsage({ words: { usage } }: Cli, { at, hold, once }: Options): void {
  if (hold && !at) throw usageError(usage.holdNeedsAt)
  // A variable that a script left empty must not pass for no key at all.
  if (once !== undefined && !/^\S.{0,199}$/.test(once)) throw usageError(usage.once)
}

function checkTime({ at }: Options): void {
  if (at && at.getTime() <= Date.now()) throw new UserError('schedule_past')
}
