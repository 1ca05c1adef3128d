import type { Database } from './database.ts'

/** A reply on its way to our customer; `dueAt` is when the phone sent it (ms since the epoch). */
export type ReplyRow = {
  id: number
  phone: string
  content: string
  extension: string | null
  dueAt: number
}

/** The statements over replies: written when a fate says so or when somebody asks for one. */
export function createReplies(db: Database) {
  return {
    insert: (reply: Omit<ReplyRow, 'id'>) =>
      db.run(
        'INSERT INTO replies (phone, content, extension, dueAt) VALUES ($phone, $content, $extension, $dueAt)',
        reply,
      ),
    due: (now: number, limit: number) =>
      db.all<ReplyRow>(
        'SELECT * FROM replies WHERE handedAt IS NULL AND dueAt <= $now ORDER BY dueAt, id LIMIT $limit',
        { now, limit },
      ),
    nextDue: (after: number) =>
      db.all<{ at: number | null }>(
        'SELECT min(dueAt) AS at FROM replies WHERE handedAt IS NULL AND dueAt > $after',
        { after },
      )[0]?.at ?? undefined,
    markHanded: (rows: readonly { id: number }[], at: number) =>
      db.run('UPDATE replies SET handedAt = $at WHERE id IN (SELECT value FROM json_each($ids))', {
        at,
        ids: JSON.stringify(rows.map((row) => row.id)),
      }),
    hurry: (now: number) =>
      db.run('UPDATE replies SET dueAt = $now WHERE handedAt IS NULL AND dueAt > $now', { now }),
  }
}

export type Replies = ReturnType<typeof createReplies>
