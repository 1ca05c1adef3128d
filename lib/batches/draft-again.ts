import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { whereEligible } from './again-eligible.ts'
import { againKinds } from './again-kinds.ts'
import { type Link, listLinks } from './again-links.ts'
import { cancelEnded } from './cancel-queued.ts'
import { type Drafted, draftOfMessages } from './draft-of-messages.ts'
import { getBatch } from './queries.ts'
import { type AgainKind, endedStates } from './types.ts'

export type { Drafted }

/**
 * A draft of some of an ended batch's people, the one that is open if it still has the same people.
 * Throws UserError `batch_state`, `nothing_to_send`, `again_sent {name}` (another batch has them),
 * and as createDraft.
 */
export async function draftAgain(
  ctx: Context,
  { batchId, kind }: { batchId: string; kind: AgainKind },
  options: { importsHere?: boolean } = {},
): Promise<Drafted> {
  const batch = await getBatch(ctx, batchId)
  if (!endedStates.includes(batch.state)) throw new UserError('batch_state', { state: batch.state })
  // Of a large one that was just ended some may still be queued.
  await cancelEnded(ctx.db, batchId)
  const { template } = batch
  const made = { template, sourceBatchId: batchId, sourceKind: kind }
  const links = (await listLinks(ctx.db, made)) as [Link, ...Link[]]
  const name = `${batch.name} · ${againKinds[kind].suffix}`.slice(-100)
  const choice = { batch, kind, where: whereEligible(links), name }
  const draft = await draftOfMessages(ctx, choice, options)
  if (draft) return draft
  const sent = links[0].others.filter(({ sourceKind }) => sourceKind === kind).at(-1)
  throw sent ? new UserError('again_sent', { name: sent.name }) : new UserError('nothing_to_send')
}
