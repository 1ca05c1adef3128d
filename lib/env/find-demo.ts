import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { listDataDirs, projectRoot } from '#lib/runtime/data-dir.ts'
import { isAlive, type ProcessIdentity } from '#lib/runtime/process-identity.ts'

/** What a running demo writes down for the command line and for tests, readable by its user alone. */
export type RunningDemo = {
  process: ProcessIdentity
  dataDir: string
  address: string
  administrator: { name: string; password: string }
  /** Variables that console, worker and command line run with. */
  env: Record<string, string>
}

/** One file for each running demo whose data is not at the usual place; it contains that place. */
export const runningFolder = join(projectRoot, '.data', 'running')
export const demoFile = (dataDir: string): string => join(dataDir, 'demo.env.json')

function listRunning(): string[] {
  if (!existsSync(runningFolder)) return []
  const files = readdirSync(runningFolder).map((name) => join(runningFolder, name))
  const newestFirst = files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  return newestFirst.map((file) => readFileSync(file, 'utf8').trim())
}

/** The demo that runs on this data; undefined when none does. Throws when it is another user's. */
export function readDemo(dataDir: string): RunningDemo | undefined {
  if (!existsSync(demoFile(dataDir))) return undefined
  const demo: RunningDemo = JSON.parse(readFileSync(demoFile(dataDir), 'utf8'))
  return isAlive(demo.process) ? demo : undefined
}

/** The running demo of this project: that of DATA_DIR when it is set, or else any. */
export function findDemo(env: NodeJS.ProcessEnv = process.env): RunningDemo | undefined {
  const places = env.DATA_DIR ? listDataDirs(env) : [...listDataDirs(env), ...listRunning()]
  for (const place of places) {
    const demo = readDemo(place)
    if (demo) return demo
  }
  return undefined
}

/** `source` as it is when it names a database, or else with the running demo's variables. */
export function withDemoEnv(source: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  if (source.DATABASE_URL) return source
  const demo = findDemo(source)
  return demo ? { ...source, ...demo.env } : source
}
