import { draftRest } from '#lib/batches/draft-rest.ts'
import { draftRetry } from '#lib/batches/draft-retry.ts'
import { requireBatchId } from '#lib/batches/require-batch-id.ts'
import type { Answer, Cli } from '../cli.ts'
import { requireYes, type SendOptions, sendDraft } from './send-draft.ts'

/** Makes a batch of some of an old one's recipients, or takes the open one, and sends it as `batch send` does. */
const sending =
  (draftOf: typeof draftRest) =>
  async (cli: Cli, options: SendOptions, name: string): Promise<Answer> => {
    requireYes(cli, options)
    const ctx = await cli.context()
    const batchId = await requireBatchId(ctx, name)
    const make = () => draftOf(ctx, { batchId }, { importsHere: true })
    // Whom another batch has is never among them: nobody needs to be kept from a repeat.
    return sendDraft(cli, ctx, make, { ...options, allowRepeat: true })
  }

export const batchRest = sending(draftRest)
export const batchRetry = sending(draftRetry)
