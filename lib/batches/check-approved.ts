import type { Executor } from '#db/client.ts'
import { UserError } from '#lib/errors.ts'
import { hashContent } from './hash-content.ts'
import type { Batch } from './lock-batch.ts'

/**
 * What was put before the approver is what goes out: template, price and every recipient. Throws
 * UserError `content_changed`. Does nothing for a batch that needed no approval.
 */
export async function checkApproved(tx: Executor, batch: Batch): Promise<void> {
  if (batch.approval === 'none') return
  if ((await hashContent(tx, batch)) !== batch.contentHash) throw new UserError('content_changed')
}
