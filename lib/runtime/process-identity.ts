import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process that cannot be mistaken for a later one with the same number. */
export type ProcessIdentity = { pid: number; started: string }

/** When the process started, in words of this system; undefined when it does not run. */
function readStart(pid: number): string | undefined {
  try {
    return process.platform === 'linux' ? readLinuxStart(pid) : readPsStart(pid)
  } catch {
    // No such process: both ways throw, and there is nothing else to learn.
    return undefined
  }
}

/** Field 22 of /proc/PID/stat, with the boot it counts from. A zombie counts as ended. */
function readLinuxStart(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return `${boot} ${fields[19]}`
}

function readPsStart(pid: number): string | undefined {
  const env = { ...process.env, LC_ALL: 'C' }
  const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env })
  return text.trim() || undefined
}

/** Undefined when no process has this number. */
export function identify(pid: number): ProcessIdentity | undefined {
  const started = readStart(pid)
  return started === undefined ? undefined : { pid, started }
}

/** True while exactly this process runs. */
export const isAlive = (one: ProcessIdentity): boolean => readStart(one.pid) === one.started

/** Waits until it has ended; false when it still runs after `ms`. */
export async function waitForEnd(one: ProcessIdentity, ms: number): Promise<boolean> {
  const until = Date.now() + ms
  while (isAlive(one)) {
    if (Date.now() > until) return false
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return true
}

/** Ends it with `signal`, and with SIGKILL when it has not ended after `ms`. */
export async function endProcess(
  one: ProcessIdentity,
  signal: NodeJS.Signals = 'SIGTERM',
  ms = 8000,
): Promise<void> {
  if (!isAlive(one)) return
  process.kill(one.pid, signal)
  if (await waitForEnd(one, ms)) return
  process.kill(one.pid, 'SIGKILL')
  await waitForEnd(one, 5000)
}
