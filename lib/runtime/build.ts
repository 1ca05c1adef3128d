import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChild } from './children.ts'
import { projectRoot } from './data-dir.ts'
import { takeLock } from './lock.ts'
import { readTail, withProgress } from './progress.ts'

/** What the console is built from; a change anywhere else needs no build. */
const sources = [
  'app',
  'components',
  'lib',
  'db',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'package.json',
  'package-lock.json',
]
const marker = join(projectRoot, '.next', 'built-from')
const lockFile = join(projectRoot, 'node_modules', '.build.lock')

/** What runs a process for us and lets it be stopped with the rest. */
export type Watch = (stop: () => Promise<void>) => void

function listFiles(path: string): string[] {
  const full = join(projectRoot, path)
  if (!existsSync(full)) return []
  const entries = readdirSync(full, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
  return files.map((entry) => join(entry.parentPath, entry.name)).sort()
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const name of sources) {
    const path = join(projectRoot, name)
    const files = /\.[a-z]+$/.test(name) ? [path].filter(existsSync) : listFiles(name)
    for (const file of files)
      hash.update(`${file.slice(projectRoot.length)}\n`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

const isBuilt = (wanted: string): boolean =>
  existsSync(join(projectRoot, '.next', 'BUILD_ID')) &&
  existsSync(marker) &&
  readFileSync(marker, 'utf8') === wanted

async function runBuild(wanted: string, log: string, watch: Watch): Promise<void> {
  const child = startChild({
    args: [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    env: { NEXT_TELEMETRY_DISABLED: '1' },
    log,
  })
  watch(child.stop)
  const status = await child.ended
  if (status !== 0) throw new Error(`The build failed (${status}); ${log}:\n${readTail(log, 60)}`)
  writeFileSync(marker, wanted)
}

/** Builds the console unless `.next` was built from these very sources. Throws with Next's words. */
export async function buildConsole(logFolder: string, watch: Watch): Promise<'built' | 'kept'> {
  const wanted = fingerprint()
  if (isBuilt(wanted)) return 'kept'
  mkdirSync(logFolder, { recursive: true })
  const log = join(logFolder, 'build.log')
  const lock = await withProgress('Waiting for any other build', () => waitForLock())
  watch(async () => lock.release())
  try {
    if (isBuilt(wanted)) return 'kept'
    const lastLine = () => readTail(log, 1).trim()
    await withProgress('Building the console', () => runBuild(wanted, log, watch), lastLine)
  } finally {
    lock.release()
  }
  return 'built'
}

async function waitForLock() {
  for (;;) {
    const lock = await takeLock(lockFile)
    if (lock) return lock
    await sleep(500)
  }
}
