import { eq, inArray } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { messages } from '#db/schema/messages.ts'
import { renderText } from '#lib/providers/texts.ts'

/** A message as its reply shows it. */
export type Answered = { messageId: number; batchId: string; batchName: string; text: string }

/** The messages with these ids, by id. */
export async function loadAnswered(db: Executor, ids: number[]): Promise<Map<number, Answered>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({
      id: messages.id,
      values: messages.values,
      batchId: batches.id,
      batchName: batches.name,
      template: batches.template,
    })
    .from(messages)
    .innerJoin(batches, eq(batches.id, messages.batchId))
    .where(inArray(messages.id, [...new Set(ids)]))
  return new Map(
    rows.map(({ id, values, template, ...batch }) => [
      id,
      { messageId: id, ...batch, text: renderText(template, values) },
    ]),
  )
}
