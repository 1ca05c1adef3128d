import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'

/**
 * Takes `count` ids of messages for ever, ascending. Nobody else gets them, even when others take
 * some at the same time; then they are not all neighbours.
 */
export async function reserveIds(db: Executor, count: number): Promise<number[]> {
  const { rows } = await db.execute<{ first: string; ids: string[] | null }>(sql`
    select min(id) as first,
      case when max(id) - min(id) + 1 <> count(*) then array_agg(id order by id) end as ids
    from (select nextval('messages_id_seq') as id from generate_series(1, ${count})) taken`)
  const [taken] = rows
  if (!taken) throw new Error('the sequence gave nothing')
  if (taken.ids) return taken.ids.map(Number)
  const first = Number(taken.first)
  return Array.from({ length: count }, (_, n) => first + n)
}

const block = 20_000

/** Ids one after another, taken in blocks; the next block is fetched while the last is used. */
export function createIds(db: Executor): { take(count: number): Promise<number[]> } {
  let ids: number[] = []
  let at = 0
  const fetchBlock = () => {
    const block$ = reserveIds(db, block)
    // Whoever takes from it gets the error; nobody may.
    block$.catch(() => undefined)
    return block$
  }
  let ahead = fetchBlock()
  return {
    take: async (count) => {
      const taken: number[] = []
      while (taken.length < count) {
        if (at === ids.length) {
          ids = await ahead
          at = 0
          ahead = fetchBlock()
        }
        const end = Math.min(ids.length, at + count - taken.length)
        for (; at < end; at++) taken.push(ids[at] as number)
      }
      return taken
    },
  }
}
