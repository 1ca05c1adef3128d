import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess, identify } from './process-identity.ts'

export type PostmasterFile = { pid: number; ready: boolean }

/** What PostgreSQL writes about itself into its data folder; undefined when there is nothing yet. */
export function readPostmasterFile(data: string): PostmasterFile | undefined {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined
}

/** PostgreSQL works inside its data folder, so that is how to know it from any other process. */
function worksIn(pid: number, data: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      data,
    )
  } catch {
    // Gone, or somebody else's: in both cases not the server of this folder.
    return false
  }
}

/** Stops a server that a killed run left on this data; true when there was one. */
export async function stopLeftoverPostgres(data: string): Promise<boolean> {
  const found = readPostmasterFile(data)
  const running = found && identify(found.pid)
  if (!running) return false
  if (worksIn(running.pid, data)) {
    await endProcess(running, 'SIGINT', 20_000)
    return true
  }
  // The number belongs to another process now; PostgreSQL would take that one for itself.
  rmSync(join(data, 'postmaster.pid'), { force: true })
  return false
}
