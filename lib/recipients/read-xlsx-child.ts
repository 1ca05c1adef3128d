import { once } from 'node:events'
import type { FileLimits } from './file-limits.ts'
import { FileProblem } from './file-problem.ts'
import { readXlsx } from './read-xlsx.ts'

/** Started by read-xlsx-in-child.ts: a path and limits in, one JSON line for some rows out. */
async function main(path: string, limits: FileLimits): Promise<void> {
  try {
    let share = 0
    const keep = (read: number) => {
      share = read
    }
    for await (const rows of readXlsx(path, limits, keep)) await write({ rows, share })
    await write({ done: true })
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    await write({ problem: { code: error.code, params: error.params } })
  }
}

async function write(message: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(message)}\n`)) await once(process.stdout, 'drain')
}

const [path = '', limits = '{}'] = process.argv.slice(2)
await main(path, JSON.parse(limits) as FileLimits)
