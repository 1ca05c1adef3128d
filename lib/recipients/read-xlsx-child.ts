import { once } from 'node:events'
import { statSync } from 'node:fs'
import type { FileLimits } from './file-limits.ts'
import { FileProblem } from './file-problem.ts'
import { readXlsx } from './read-xlsx.ts'

/** Started by read-xlsx-in-child.ts: a path and limits in, one JSON line for some rows out. */
async function main(path: string, limits: FileLimits): Promise<void> {
  const clock = watchTime(path, limits)
  try {
    let share = 0
    const keep = (read: number) => {
      share = read
    }
    for await (const rows of readXlsx(path, limits, keep)) {
      clock.hasRows()
      await write({ rows, share })
    }
    await write({ done: true })
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    await write({ problem: { code: error.code, params: error.params } })
  } finally {
    clock.stop()
  }
}

const byteOfMb = 1 / 1024 / 1024
const checkEveryMs = 50

/** Ends this process when it has worked longer than a file of its size can need; waiting costs nothing. */
function watchTime(path: string, limits: FileLimits) {
  const head = limits.workbookHeadCpuSeconds
  const all = head + statSync(path).size * byteOfMb * limits.workbookCpuSecondsPerMb
  let seconds = head
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage()
    if ((user + system) / 1_000_000 <= seconds) return
    clearInterval(timer)
    const problem = { code: 'too_slow', params: { seconds: Math.ceil(seconds) } }
    write({ problem }).then(() => process.stdout.end(() => process.exit()))
  }, checkEveryMs)
  return {
    hasRows: () => {
      seconds = all
    },
    stop: () => clearInterval(timer),
  }
}

async function write(message: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(message)}\n`)) await once(process.stdout, 'drain')
}

const [path = '', limits = '{}'] = process.argv.slice(2)
await main(path, JSON.parse(limits) as FileLimits)
