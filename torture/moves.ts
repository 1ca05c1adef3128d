import { sql } from 'drizzle-orm'
import pg from 'pg'
import type { Db } from '#db/client.ts'
import { type MessageStatus, moves } from '#lib/messages/status.ts'

/**
 * Has the database itself write down every change of a status, whoever makes it: a trigger of the
 * owner's, which the application can neither see nor change.
 */
export async function watchMoves(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`
      create table torture_moves (channel_id uuid not null, was text not null, now text not null,
        messages int not null, example bigint not null);
      create function torture_note_moves() returns trigger language plpgsql security definer as $$ begin
        insert into torture_moves
        select n.channel_id, o.status, n.status, count(*), min(n.id)
        from was_rows o join now_rows n on n.id = o.id where o.status <> n.status group by 1, 2, 3;
        return null;
      end $$;
      create trigger torture_moves after update on messages
        referencing old table as was_rows new table as now_rows
        for each statement execute function torture_note_moves()`)
  } finally {
    await client.end()
  }
}

export type SeenMove = {
  vendor: string
  was: MessageStatus
  now: MessageStatus
  messages: number
  example: string
}

/** How many messages of each vendor went from where to where. */
export async function listMoves(db: Db): Promise<SeenMove[]> {
  const { rows } = await db.execute<SeenMove>(sql`
    select c.vendor, was, now, sum(messages)::int as messages, min(example) as example
    from torture_moves m join channels c on c.id = m.channel_id group by 1, 2, 3 order by 1, 2, 3`)
  return rows
}

/** The moves that the table of the protocol does not know. */
export const findForbidden = (seen: SeenMove[]): SeenMove[] =>
  seen.filter(({ was, now }) => !moves[was][now])

/** How many messages made one of these moves. */
export const countMoves = (seen: SeenMove[], isMeant: (move: SeenMove) => boolean): number =>
  seen.filter(isMeant).reduce((sum, { messages }) => sum + messages, 0)
