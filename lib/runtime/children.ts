import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nodeBinary, projectRoot } from './data-dir.ts'
import { identify, type ProcessIdentity } from './process-identity.ts'

const preload = fileURLToPath(new URL('exit-with-parent.ts', import.meta.url))
/** What would make a child behave as its caller's shell is set up, and not as the demo needs. */
const foreign = /^(npm_|PG[A-Z]|NODE_ENV$|NODE_OPTIONS$|INIT_CWD$|NODE_CHANNEL_|ENDS_WITH$)/

export type ChildOptions = {
  /** Node's arguments: a script and what it takes. */
  args: string[]
  env: Record<string, string>
  /** Everything it prints goes to this file; the former one is kept as `.1`. */
  log: string
}
export type Child = {
  identity: ProcessIdentity | undefined
  /** Settles with the exit status, or with the name of the signal. */
  ended: Promise<number | string>
  /** Ends it and waits: SIGTERM, and SIGKILL after ten seconds. */
  stop(): Promise<void>
}

/**
 * The surrounding environment with `more`, without what is not meant for the demo's processes.
 * (Next's types want NODE_ENV in every environment; it is for each program to choose.)
 */
export function makeEnvironment(more: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name))
  return { ...Object.fromEntries(kept), ...more } as NodeJS.ProcessEnv
}

/** Opens a log file afresh. The one before stays beside it as `.1`. */
export function openLog(file: string): number {
  if (existsSync(file)) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

/** Starts a Node process that ends when this one does, however this one ends. */
export function startChild({ args, env, log }: ChildOptions): Child {
  const output = openLog(log)
  const child = spawn(nodeBinary, ['--import', preload, ...args], {
    cwd: projectRoot,
    env: makeEnvironment({ ...env, ENDS_WITH: String(process.pid) }),
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  })
  closeSync(output)
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(timer)
  }
  return { identity: child.pid ? identify(child.pid) : undefined, ended, stop }
}
