import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { askHere, runHere } from '#lib/cli/testing/run-here.ts'
import { runSms } from '#lib/cli/testing/run-sms.ts'
import { doesPush } from '#lib/providers/pushes.ts'
import { getProvider, type Vendor, vendors } from '#lib/providers/registry.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import { vendorCases } from './vendor-cases.ts'

export type Batch = { id: string; state: string; counts: Record<string, number> }
export type CliConsole = Awaited<ReturnType<typeof openCliConsole>>

/** A console with a worker, and on it a channel and a template at each vendor (`only` some), all by the command line. */
export async function openCliConsole(only: Vendor[] = vendors) {
  const console = await openConsole({ reportDelayMs: [50, 200] })
  console.startWorker()
  const folder = mkdtempSync(join(tmpdir(), 'sms-cli-'))
  const ask = <T>(args: string[], input?: string) =>
    askHere<T>(console.variables, args, input === undefined ? {} : { input })
  const templates = await addAll(console, ask, { folder, only })
  return {
    console,
    ask,
    templates,
    run: (args: string[]) => runHere(console.variables, args),
    /** As a process of its own. */
    spawn: (args: string[], options: Parameters<typeof runSms>[2] = {}) =>
      runSms(console.variables, args, options),
    /** The vendors' pace is a test of its own; here the next question may come at once. */
    freeQueries: () => console.ctx.db.execute(sql`delete from rate_buckets`),
    writeFile: createFileWriter(folder),
    async actionsOf(id: string): Promise<string[]> {
      const { rows } = await console.ctx.db.execute<Record<'action' | 'via' | 'name', string>>(
        sql`select action, via, actor_name as name from audit_entries where target_id = ${id} order by id`,
      )
      return rows.map(({ action, via, name }) => `${action} ${via} ${name.split(':')[0]}`)
    },
    async close() {
      await console.close()
      rmSync(folder, { recursive: true })
    },
  }
}

type Ask = <T>(args: string[]) => Promise<T>

type Added = { id: string; reviewStatus: string }

async function addAll(
  console: TestConsole,
  ask: Ask,
  { folder, only }: { folder: string; only: Vendor[] },
) {
  const added = {} as Record<Vendor, Added>
  for (const vendor of only) {
    await addChannel(console, ask, { vendor, folder })
    const more = await templateArguments(console, vendor)
    added[vendor] = await ask<Added>([
      ...['template', 'add', '--channel', vendor, '--title', '收入', '--signature', '云通信'],
      ...['--category', 'notification', '--text', '{姓名}您好，本次收入{金额}元。', ...more],
    ])
  }
  return added
}

/** A channel under its vendor's name, with every push that the vendor has. */
async function addChannel(
  { sandbox }: TestConsole,
  ask: Ask,
  { vendor, folder }: { vendor: Vendor; folder: string },
): Promise<void> {
  const key = join(folder, `${vendor}.json`)
  writeFileSync(key, JSON.stringify(sandbox.accounts[vendor]))
  const channel = ['--vendor', vendor, '--name', vendor, '--base-url', sandbox.urls[vendor]]
  await ask(['channel', 'add', ...channel, '--credentials', key, '--set', 'price=0.05'])
  const { callbackUrl } = await ask<{ callbackUrl: string }>(['channel', 'show', vendor])
  for (const kind of ['reports', 'replies'] as const)
    if (doesPush(getProvider(vendor), kind)) sandbox.control.setPush(vendor, kind, callbackUrl)
}

/** By the vendor's API, where we choose the place of the signature, or by its code where it has one. */
async function templateArguments({ sandbox }: TestConsole, vendor: Vendor): Promise<string[]> {
  const { templates, templateCode } = getProvider(vendor)
  if (templates) return ['--set', 'signLocation=bottom']
  return templateCode ? ['--vendor-id', await vendorCases[vendor].usableTemplate(sandbox)] : []
}

/** Writes a file of so many new phones; gives its path and the last of them. */
function createFileWriter(folder: string) {
  let phone = 13_900_000_000
  return (rows: number): { path: string; last: string } => {
    const path = join(folder, `people-${phone}.csv`)
    const lines = Array.from({ length: rows }, (_, n) => `${++phone},张${n},${n}.5`)
    writeFileSync(path, ['手机号,姓名,金额', ...lines].join('\n'))
    return { path, last: String(phone) }
  }
}

export const send = (channel: string, file: string, ...more: string[]): string[] => [
  ...['batch', 'send', '--channel', channel, '--template', '收入', '--file', file, ...more],
]
export const parse = <T>(said: { stdout: string }): T => JSON.parse(said.stdout)
