import { getBatch } from '#lib/batches/queries.ts'
import { requireBatchId } from '#lib/batches/require-batch-id.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerBatch } from './view.ts'

export async function batchShow(cli: Cli, _options: unknown, name: string): Promise<Answer> {
  const ctx = await cli.context()
  return answerBatch(cli, await getBatch(ctx, await requireBatchId(ctx, name)))
}
