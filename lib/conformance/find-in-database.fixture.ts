import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'

const texts = ['text', 'jsonb', 'json', 'ARRAY', 'character varying']

/** Every table and column, of ours and of the queue, in which a phone stands: `table.column`, sorted. */
export async function findInDatabase(db: Db, phone: string): Promise<string[]> {
  const { rows: columns } = await db.execute<Record<'s' | 't' | 'c' | 'type', string>>(sql`
    select c.table_schema as s, c.table_name as t, c.column_name as c, c.data_type as type
    from information_schema.columns c join information_schema.tables t
      on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema in ('public', 'pgboss') and t.table_type = 'BASE TABLE'
      and (c.data_type = 'bytea' or c.data_type = any(${sql.param(texts)}::text[]))
    order by 1, 2, 3`)
  if (columns.length < 50) throw new Error('hardly anything to look through')
  const found: string[] = []
  for (const { s, t, c, type } of columns) {
    const column = sql.identifier(c)
    const holds =
      type === 'bytea'
        ? sql`position(convert_to(${phone}, 'UTF8') in ${column}) > 0`
        : sql`position(${phone} in ${column}::text) > 0`
    const { rows } = await db.execute(
      sql`select from ${sql.identifier(s)}.${sql.identifier(t)} where ${holds} limit 1`,
    )
    if (rows.length > 0) found.push(`${t}.${c}`)
  }
  return found
}
