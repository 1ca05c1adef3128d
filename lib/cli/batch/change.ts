import { abortBatch } from '#lib/batches/abort.ts'
import { cancelBatch } from '#lib/batches/cancel.ts'
import { pauseBatch } from '#lib/batches/pause.ts'
import { getBatch } from '#lib/batches/queries.ts'
import { requireBatchId } from '#lib/batches/require-batch-id.ts'
import { resumeBatch } from '#lib/batches/resume.ts'
import type { Context } from '#lib/context.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerBatch } from './view.ts'

type Change = (ctx: Context, input: { batchId: string }) => Promise<unknown>

/** Does it, and answers as `batch show` does. */
const changing =
  (change: Change) =>
  async (cli: Cli, _options: unknown, name: string): Promise<Answer> => {
    const ctx = await cli.context()
    const batchId = await requireBatchId(ctx, name)
    await change(ctx, { batchId })
    return answerBatch(cli, await getBatch(ctx, batchId))
  }

export const batchPause = changing(pauseBatch)
export const batchResume = changing(resumeBatch)
export const batchAbort = changing(abortBatch)
export const batchCancel = changing(cancelBatch)
