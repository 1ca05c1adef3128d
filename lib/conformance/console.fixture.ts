import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import pino from 'pino'
import { createTestDatabase } from '#db/testing.ts'
import { createDraft } from '#lib/batches/create-draft.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { countsOf } from '#lib/batches/queries.ts'
import { createReceiver } from '#lib/callbacks/serve.ts'
import { addChannel } from '#lib/channels/add.ts'
import { revealCallback } from '#lib/channels/reveal-callback.ts'
import type { Context } from '#lib/context.ts'
import { runDispatcher } from '#lib/dispatch/run-dispatcher.ts'
import { readEnv } from '#lib/env/read-env.ts'
import { runLoops } from '#lib/jobs/handlers/run-loops.ts'
import { openContext } from '#lib/open-context.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '#lib/sandbox/start.ts'
import { addTemplate } from '#lib/templates/add.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'

export type TestConsole = {
  ctx: Context
  sandbox: Sandbox
  /** Origin of the receiver that the vendors push to. */
  receiverUrl: string
  /** Variables for a process of its own on this console. */
  variables: Record<string, string>
  /** Starts a worker in this process; call the result to stop it. */
  startWorker(): () => Promise<void>
  close(): Promise<void>
}

type Options = SandboxOptions & {
  /** Milliseconds that a vendor is given to answer, where the protocol's 15 s are too long to wait. */
  answerTimeoutMs?: number
}

/** A whole console without a browser: its own database, the sandbox, a receiver for pushes. */
export async function openConsole({
  answerTimeoutMs,
  ...options
}: Options = {}): Promise<TestConsole> {
  const database = await createTestDatabase()
  const sandbox = await startSandbox({ reportDelayMs: [50, 200], reviewDelayMs: 50, ...options })
  const ports = Object.values(sandbox.urls).map((url) => new URL(url).host)
  let receiver: Server | undefined
  const variables = {
    DATABASE_URL: database.url,
    AUTH_SECRET: randomBytes(32).toString('hex'),
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    PUBLIC_URL: 'http://127.0.0.1:1',
    OUTBOUND_ALLOW: ports.join(','),
    NODE_ENV: 'test',
  } as const
  const env = readEnv(variables)
  const actor = { id: null, name: 'test', role: 'administrator', via: 'system' } as const
  const opened = openContext(env, actor, { name: 'test', max: 20 })
  const ctx: Context = answerTimeoutMs
    ? { ...opened, http: (request) => opened.http({ ...request, timeoutMs: answerTimeoutMs }) }
    : opened
  receiver = createReceiver(ctx.db, { onError: (error) => console.error(error) })
  await new Promise<void>((resolve) => receiver?.listen(0, '127.0.0.1', resolve))
  const receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
  const stops: (() => Promise<void>)[] = []
  return {
    ctx: { ...ctx, callbackOrigin: receiverUrl },
    sandbox,
    receiverUrl,
    variables: { ...variables, PUBLIC_URL: receiverUrl },
    startWorker() {
      const stop = startWorker(ctx, stops.length)
      stops.push(stop)
      return stop
    },
    async close() {
      await Promise.all(stops.map((stop) => stop()))
      await sandbox.stop()
      await new Promise((resolve) => receiver?.close(resolve))
      await ctx.db.$client.end()
      await database.drop()
    },
  }
}

function startWorker(ctx: Context, n: number): () => Promise<void> {
  const stopping = new AbortController()
  const log = pino({ level: process.env.LOG_LEVEL ?? 'error' })
  const options = { worker: `test-${n}`, log, signal: stopping.signal }
  const running = Promise.all([runDispatcher(ctx, options), runLoops(ctx, options)])
  return async () => {
    stopping.abort()
    await running
  }
}

/** A channel at the sandbox's vendor, with the sandbox pushing to our callback address. */
export async function addTestChannel(
  { ctx, sandbox }: TestConsole,
  vendor: keyof Sandbox['urls'],
  more: Partial<Parameters<typeof addChannel>[1]> = {},
): Promise<string> {
  const { id } = await addChannel(ctx, {
    vendor,
    name: `${vendor} ${randomBytes(3).toString('hex')}`,
    baseUrl: sandbox.urls[vendor],
    credentials: sandbox.accounts[vendor],
    price: '0.0450',
    ...more,
  })
  const { url } = await revealCallback(ctx, { id })
  for (const kind of ['reports', 'replies'] as const) {
    await fetch(`${sandbox.controlUrl}/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ vendor, kind, url }),
    })
  }
  return id
}

type Draft = {
  channelId: string
  template: Omit<Parameters<typeof addTemplate>[1], 'channelId'>
  file: string
}

/** A checked draft made from the text of a file. */
export async function makeDraft(
  { ctx }: TestConsole,
  { channelId, template, file }: Draft,
): Promise<string> {
  const { id: templateId } = await addTemplate(ctx, { channelId, ...template })
  return makeDraftOf(ctx, { channelId, templateId, file })
}

export async function makeDraftOf(
  ctx: Context,
  input: { channelId: string; templateId: string; file: string },
): Promise<string> {
  const stream = (async function* () {
    yield Buffer.from(input.file)
  })()
  const upload = await storeUpload(ctx, { fileName: 'recipients.csv', stream })
  const { id } = await createDraft(ctx, { ...input, uploadId: upload.id })
  await importRecipients(ctx, { batchId: id })
  return id
}

/** The worker asks for reports at once, and not only after a vendor's usual interval. */
export const pullSoon = ({ db }: Context) =>
  db.execute(sql`update channels set reports_polled_at = null, replies_polled_at = null`)

/** Waits until `is` holds of the batch's counts; throws with the counts when it takes too long. */
export async function waitForCounts(
  ctx: Context,
  batchId: string,
  is: (counts: Awaited<ReturnType<typeof countsOf>>) => boolean,
  timeoutMs = 45_000,
): Promise<Awaited<ReturnType<typeof countsOf>>> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const counts = await countsOf(ctx, batchId)
    if (is(counts)) return counts
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(counts)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
