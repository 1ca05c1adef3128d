import type { Tx } from '#db/client.ts'
import { listStillDue } from '#lib/batches/again-eligible.ts'
import { listLinks } from '#lib/batches/again-links.ts'
import type { BatchInTurn, Candidate } from './types.ts'

/**
 * Marks, in a batch made of another one, whom it may not be sent to any more: their first text has
 * been delivered after all, or another batch has them. Give it the candidates of one claim page by
 * page.
 */
export async function createEndedCheck(tx: Tx, batch: BatchInTurn) {
  const links = await listLinks(tx, batch)
  return async (page: Candidate[]): Promise<void> => {
    if (links.length === 0 || page.length === 0) return
    const ids = page.map((one) => one.id)
    const phones = [...new Set(page.map((one) => one.phone))]
    const due = await listStillDue(tx, batch, links, { ids, phones })
    for (const one of page) if (!one.stop && !due.has(one.id)) one.stop = 'ended'
  }
}
