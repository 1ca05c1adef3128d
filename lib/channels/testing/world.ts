import { randomBytes } from 'node:crypto'
import { connect } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { createTestDatabase } from '#db/testing.ts'
import type { Context } from '#lib/context.ts'
import { readKeyring } from '#lib/crypto/keyring.ts'
import { createJobs } from '#lib/jobs/queue.ts'
import { createHttp } from '#lib/providers/http.ts'
import { type SandboxOptions, startSandbox } from '#lib/sandbox/start.ts'
import { addChannel } from '../add.ts'

/** A database of its own, the sandbox, and an administrator's context that reaches both. */
export async function createWorld(options: SandboxOptions = {}) {
  const database = await createTestDatabase()
  const sandbox = await startSandbox(options)
  const db = connect(database.url, { name: 'test', max: 6 })
  const allow = Object.values(sandbox.urls).map((url) => new URL(url).host)
  const ctx: Context = {
    db,
    actor: { id: null, name: 'tester', role: 'administrator', via: 'console' },
    keys: readKeyring(`k1:${randomBytes(32).toString('base64')}`),
    outboundAllow: allow,
    http: createHttp({
      allow,
      connectTimeoutMs: 1000,
      answerTimeoutMs: 2000,
    }),
    jobs: createJobs(db),
    callbackOrigin: 'https://sms.example.com',
  }
  const close = async () => {
    await db.$client.end()
    await sandbox.stop()
    await database.drop()
  }
  return { ctx, sandbox, close, database }
}

type World = Awaited<ReturnType<typeof createWorld>>

/** A channel at one of the sandbox's vendors. */
export async function addSandboxChannel(
  { ctx, sandbox }: World,
  vendor: keyof World['sandbox']['urls'],
  name: string = vendor,
): Promise<string> {
  const account = sandbox.accounts[vendor]
  const baseUrl = sandbox.urls[vendor]
  return (await addChannel(ctx, { vendor, name, baseUrl, credentials: account, price: '0.045' })).id
}

/** The actions of the audit log, oldest first, as one text each with details. */
export async function listAudit({ ctx }: Pick<World, 'ctx'>) {
  const rows = await ctx.db.select().from(auditEntries).orderBy(auditEntries.id)
  return rows.map(({ action, details }) => ({ action, details }))
}
