import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { createTestDatabase } from '#db/testing.ts'
import { askHere } from './run-here.ts'

/** A database of its own, and the variables with which the command line works on it. */
export async function openCliDatabase() {
  const database = await createTestDatabase()
  const variables: Record<string, string> = {
    DATABASE_URL: database.url,
    AUTH_SECRET: randomBytes(32).toString('hex'),
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    PUBLIC_URL: 'https://sms.example.com',
  }
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const query = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows
  return {
    variables,
    query,
    ask: <T>(args: string[], input?: string) =>
      askHere<T>(variables, args, input === undefined ? {} : { input }),
    /** Rows of every table of ours, by its name. */
    async countRows(): Promise<Record<string, number>> {
      const tables = await query(`select c.relname as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'audit_unsealed'
          and n.nspname in ('public', 'pgboss') order by n.nspname, 1`)
      const counts: Record<string, number> = {}
      for (const { name } of tables) {
        const schema = (await query(`select to_regclass('public."${name}"') as ours`))[0]?.ours
        const [row] = await query(
          `select count(*)::int as n from ${schema ? 'public' : 'pgboss'}."${name}"`,
        )
        counts[String(name)] = Number(row?.n)
      }
      return counts
    },
    async close() {
      await client.end()
      await database.drop()
    },
  }
}
export type CliDatabase = Awaited<ReturnType<typeof openCliDatabase>>

export const infocloudKey = JSON.stringify({ apiKey: 'key', accessKey: 'very-secret' })
export const incomeText = '{姓名}您好，本次收入{金额}元。'

/** `channel add` and `template add` of a vendor whose templates are entered by code. */
export async function addInfocloud(database: CliDatabase): Promise<void> {
  const channel = ['--vendor', 'infocloud', '--name', 'main', '--credentials', '-']
  await database.ask(['channel', 'add', ...channel, '--set', 'price=0.05'], infocloudKey)
  await addTemplate(database, 'income', incomeText)
  await addTemplate(database, 'plain', '您好，本店今日开业。')
}

async function addTemplate(database: CliDatabase, title: string, text: string): Promise<void> {
  const kind = ['--signature', '云通信', '--category', 'notification', '--vendor-id', title]
  await database.ask([
    'template',
    'add',
    '--channel',
    'main',
    '--title',
    title,
    '--text',
    text,
    ...kind,
  ])
}
