import { and, eq, isNotNull } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { messages } from '#db/schema/messages.ts'
import { UserError } from '#lib/errors.ts'
import type { Message } from './types.ts'

/** One message of a confirmed batch. Throws UserError `not_found`. */
export async function loadMessage(db: Executor, id: number): Promise<Message> {
  const [row] = await db
    .select({ message: messages })
    .from(messages)
    .innerJoin(batches, and(eq(batches.id, messages.batchId), isNotNull(batches.confirmedAt)))
    .where(eq(messages.id, id))
    .limit(1)
  if (!row) throw new UserError('not_found')
  return row.message
}
