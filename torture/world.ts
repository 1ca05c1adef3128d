import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Context } from '#lib/context.ts'
import { readEnv } from '#lib/env/read-env.ts'
import { openContext } from '#lib/open-context.ts'
import { vendors } from '#lib/providers/registry.ts'
import { type Child, startChild } from '#lib/runtime/children.ts'
import { findFreePort } from '#lib/runtime/ports.ts'
import { type Sandbox, startSandbox } from '#lib/sandbox/start.ts'
import { makeChance } from './chance.ts'
import { type Database, openDatabase } from './database.ts'
import { habits } from './habits.ts'
import { watchMoves } from './moves.ts'
import type { Order } from './orders.ts'
import { type DatabaseProxy, openProxy } from './proxy.ts'

export type World = {
  database: Database
  proxy: DatabaseProxy
  sandbox: Sandbox
  /** Straight to the database, for the operator and the judge. */
  ctx: Context
  receiverUrl: string
  start(script: 'worker' | 'receiver', order?: Order): Child & { log: string }
  close(): Promise<void>
}

const stopAt = fileURLToPath(new URL('stop-at.ts', import.meta.url))
const actor = { id: null, name: 'torture', role: 'administrator', via: 'cli' } as const

/** A whole console on loopback, with its database behind a proxy that breaks connections. */
export async function openWorld(seed: number): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'sms-console-torture-'))
  const closing: { name: string; end: () => Promise<unknown> }[] = []
  const close = async () => {
    for (const { name, end } of closing.reverse()) await endWithin(name, end)
  }
  try {
    const database = await openDatabase(folder)
    closing.push({ name: 'database', end: () => database.close() })
    await watchMoves(database.ownerUrl)
    const proxy = await openProxy(database.port)
    closing.push({ name: 'proxy', end: () => proxy.close() })
    const sandbox = await startSandbox({
      // Close together: a push carries more of them, and more pushes fit in a run.
      reportDelayMs: [800, 850],
      random: makeChance(seed, 'sandbox').next,
      reviewDelayMs: 0,
      decideByPhone: true,
      settings: Object.fromEntries(
        vendors.map((vendor) => [vendor, habits[vendor].settings ?? {}]),
      ),
    })
    closing.push({ name: 'sandbox', end: () => sandbox.stop() })
    const port = await findFreePort()
    const receiverUrl = `http://127.0.0.1:${port}`
    const variables = makeVariables(sandbox, receiverUrl)
    const env = readEnv({
      ...variables,
      DATABASE_URL: database.urlOf(database.port),
      NODE_ENV: 'production',
    })
    const ctx = openContext(env, actor, { name: 'torture', max: 5 })
    closing.push({ name: 'pool', end: () => ctx.db.$client.end() })
    let serial = 0
    const start: World['start'] = (script, order) => {
      const log = join(folder, `${script}-${++serial}.log`)
      const more = {
        DATABASE_URL: database.urlOf(proxy.port),
        RECEIVER_PORT: String(port),
        RECEIVER_HOST: '127.0.0.1',
        NODE_COMPILE_CACHE: join(folder, 'compiled'),
      }
      const stop: Record<string, string> = order ? { STOP_AT: JSON.stringify(order) } : {}
      const args = ['--import', stopAt, `bin/${script}.ts`]
      return { ...startChild({ args, env: { ...variables, ...more, ...stop }, log }), log }
    }
    return { database, proxy, sandbox, ctx, receiverUrl, start, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Nothing that does not end keeps the rest from being cleared away. */
async function endWithin(name: string, end: () => Promise<unknown>): Promise<void> {
  const late = sleep(20_000, 'late' as const, { ref: false })
  if ((await Promise.race([end(), late])) === 'late') console.error(`${name} did not end`)
}

const makeVariables = (sandbox: Sandbox, publicUrl: string): Record<string, string> => ({
  AUTH_SECRET: randomBytes(32).toString('hex'),
  ENCRYPTION_KEYS: `torture:${randomBytes(32).toString('base64')}`,
  PUBLIC_URL: publicUrl,
  OUTBOUND_ALLOW: Object.values(sandbox.urls)
    .map((url) => new URL(url).host)
    .join(','),
  LOG_LEVEL: 'error',
})
