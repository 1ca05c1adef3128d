import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { carrierOf } from '#lib/providers/carriers.ts'

const dayless = ['queued', 'submitting', 'blocked', 'canceled']
const withCode = ['delivered', 'failed', 'rejected', 'unreported']
type Sums = Map<string, number>

/** Where the folded rollups differ from the messages themselves, counted one by one. */
export async function compareCounts(db: Db): Promise<string[]> {
  const batches: Sums = new Map()
  const days: Sums = new Map()
  for (let after = '0'; ; ) {
    const rows = await readPage(db, after)
    for (const row of rows) {
      const { status, segments } = row
      add(batches, `${row.batch_id}/${status}`, 1, segments)
      if (dayless.includes(status)) continue
      const code = withCode.includes(status) ? (row.code ?? '') : ''
      const key = [row.day, row.channel_id, status, code, carrierOf(row.phone) ?? '']
      add(days, key.join('/'), 1, segments)
    }
    after = rows.at(-1)?.id ?? after
    if (rows.length === 0) break
  }
  return [
    ...listDifferences('batch', batches, await readBatches(db)),
    ...listDifferences('day', days, await readDays(db)),
  ]
}

function add(sums: Sums, key: string, messages: number, segments: number): void {
  sums.set(`${key}/messages`, (sums.get(`${key}/messages`) ?? 0) + messages)
  sums.set(`${key}/segments`, (sums.get(`${key}/segments`) ?? 0) + segments)
}

type Row = {
  id: string
  batch_id: string
  channel_id: string
  status: string
  phone: string
  code: string | null
  segments: number
  day: string | null
}

async function readPage(db: Db, after: string): Promise<Row[]> {
  const { rows } = await db.execute<Row>(sql`
    select m.id, m.batch_id, m.channel_id, m.status, m.phone, m.code, m.segments,
      to_char(s.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
    from messages m join batches b on b.id = m.batch_id and b.confirmed_at is not null
    left join submissions s on s.id = m.submission_id
    where m.id > ${after} order by m.id limit 50000`)
  return rows
}

async function readBatches(db: Db): Promise<Sums> {
  const { rows } = await db.execute<{ key: string; messages: number; segments: number }>(sql`
    select batch_id || '/' || status as key, messages, segments from batch_counts`)
  return toSums(rows)
}

async function readDays(db: Db): Promise<Sums> {
  const { rows } = await db.execute<{ key: string; messages: number; segments: number }>(sql`
    select to_char(day, 'YYYY-MM-DD') || '/' || channel_id || '/' || status || '/' || code || '/' || carrier as key,
      messages, segments from daily_counts`)
  return toSums(rows)
}

function toSums(rows: { key: string; messages: number; segments: number }[]): Sums {
  const sums: Sums = new Map()
  for (const row of rows) add(sums, row.key, Number(row.messages), Number(row.segments))
  return sums
}

function listDifferences(kind: string, right: Sums, kept: Sums): string[] {
  const keys = new Set([...right.keys(), ...kept.keys()])
  return [...keys].flatMap((key) => {
    const [one, other] = [right.get(key) ?? 0, kept.get(key) ?? 0]
    return one === other ? [] : [`the ${kind} count ${key} is ${other}, but there are ${one}`]
  })
}
