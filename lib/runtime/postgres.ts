import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { postgresEnvironment } from './accounts.ts'
import { nodeBinary } from './data-dir.ts'
import type { KeepOptions } from './keep-postgres.ts'
import { readPostmasterFile, stopLeftoverPostgres } from './postgres-leftover.ts'
import type { PostgresPlace } from './postgres-place.ts'
import { identify, type ProcessIdentity } from './process-identity.ts'
import { readTail } from './progress.ts'

const encoding = ['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', '--username=postgres']
const settings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '256MB',
  max_connections: '150',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
}

export type Postgres = {
  port: number
  keeper: ProcessIdentity
  /** Settles when the server has ended, for whatever reason. */
  ended: Promise<void>
  /** Ends all sessions and the server, and waits for it. */
  stop(): Promise<void>
}
export type PostgresOptions = {
  place: PostgresPlace
  port: number
  /** The superuser's, `postgres`; used when the data is made. */
  password: string
  log: string
  removeAfter?: string
  settings?: Record<string, string>
}

/** Makes the data folder as a whole or not at all: a killed attempt leaves only `.new`. */
function createData({ place, password }: PostgresOptions): void {
  const unfinished = `${place.data}.new`
  const secret = `${place.data}.password`
  rmSync(unfinished, { recursive: true, force: true })
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if (place.account) {
    chownSync(secret, place.account.uid, place.account.gid)
    mkdirSync(unfinished, { mode: 0o700 })
    chownSync(unfinished, place.account.uid, place.account.gid)
  }
  const args = [...encoding, `--pgdata=${unfinished}`, `--pwfile=${secret}`]
  const run = spawnSync(join(place.home, 'bin', 'initdb'), args, {
    cwd: '/',
    encoding: 'utf8',
    env: postgresEnvironment,
    ...place.account,
  })
  rmSync(secret, { force: true })
  if (run.status !== 0)
    throw new Error(`PostgreSQL could not make its data: ${run.error?.message ?? run.stderr}`)
  renameSync(unfinished, place.data)
}

function startKeeper(options: PostgresOptions): ChildProcess {
  const { place, port } = options
  const all = { ...settings, ...options.settings }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const keep: KeepOptions = {
    command: join(place.home, 'bin', 'postgres'),
    args: ['-D', place.data, '-p', String(port), ...flags],
    ...(place.account && { account: place.account }),
    ...(options.removeAfter && { removeAfter: options.removeAfter }),
  }
  const log = openSync(options.log, 'a')
  const script = fileURLToPath(new URL('keep-postgres.ts', import.meta.url))
  const keeper = spawn(nodeBinary, [script, JSON.stringify(keep)], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)
  keeper.channel?.unref()
  keeper.unref()
  return keeper
}

async function waitUntilReady(keeper: ChildProcess, data: string): Promise<boolean> {
  const until = Date.now() + 120_000
  while (keeper.exitCode === null && keeper.signalCode === null && Date.now() < until) {
    const found = readPostmasterFile(data)
    if (found?.ready && identify(found.pid)) return true
    await sleep(25)
  }
  return false
}

/**
 * Starts PostgreSQL on 127.0.0.1, making its data first where there is none and stopping what a
 * killed run left. It ends with this process, however that ends. Throws with the server's words.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { data } = options.place
  await stopLeftoverPostgres(data)
  if (!existsSync(data)) createData(options)
  // Sessions of a killed server take a moment to notice, and hold its memory until then.
  for (let attempt = 1; ; attempt += 1) {
    const keeper = startKeeper(options)
    const ended = new Promise<void>((resolve) => keeper.once('exit', () => resolve()))
    if (await waitUntilReady(keeper, data)) return serverOf(keeper, ended, options)
    keeper.kill('SIGTERM')
    await ended
    if (attempt === 5) throw new Error(`PostgreSQL did not start:\n${readTail(options.log, 15)}`)
    await sleep(1000)
  }
}

function serverOf(keeper: ChildProcess, ended: Promise<void>, options: PostgresOptions): Postgres {
  const identity = identify(keeper.pid ?? 0)
  if (!identity) throw new Error(`PostgreSQL ended at once:\n${readTail(options.log, 15)}`)
  const stop = async () => {
    keeper.ref()
    keeper.kill('SIGTERM')
    await Promise.race([ended, sleep(30_000, undefined, { ref: false })])
    await stopLeftoverPostgres(options.place.data)
  }
  return { port: options.port, keeper: identity, ended, stop }
}
