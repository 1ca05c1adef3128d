import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, canEnter, findPostgresAccount } from './accounts.ts'
import { findPostgresHome } from './postgres-binaries.ts'

export type PostgresPlace = {
  /** PGDATA; may not exist yet. */
  data: string
  /** The folder of bin, lib and share. */
  home: string
  account: Account | undefined
}

/**
 * Where PostgreSQL keeps its data for a data folder: inside it, or, as root with a folder that
 * nobody else can reach, in /var/lib (the temporary folder when that cannot be written).
 */
export function findPostgresPlace(dataDir: string): PostgresPlace {
  const usual = join(dataDir, 'postgres')
  const account = findPostgresAccount(usual)
  if (!account) return { data: usual, home: findPostgresHome(undefined, dataDir), account }
  const folder = findReachableFolder(dataDir, account)
  const data = join(folder, 'postgres')
  const owner = findPostgresAccount(data)
  return { data, home: findPostgresHome(owner, folder), account: owner }
}

function listOtherFolders(dataDir: string): string[] {
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  return ['/var/lib', tmpdir()].map((parent) => join(parent, `sms-console-${key}`))
}

/** Removes a data folder with what PostgreSQL had to keep elsewhere: for tests, once all is stopped. */
export function removeDataDir(dataDir: string): void {
  for (const folder of [dataDir, ...listOtherFolders(dataDir)])
    rmSync(folder, { recursive: true, force: true })
}

function findReachableFolder(dataDir: string, account: Account): string {
  // Passing through is all that PostgreSQL's user needs; the files in it stay closed to it.
  if (!canEnter(account, dataDir)) chmodSync(dataDir, lstatSync(dataDir).mode | 0o011)
  if (canEnter(account, dataDir)) return dataDir
  for (const folder of listOtherFolders(dataDir))
    if (tryToOwn(folder) && canEnter(account, folder)) return folder
  throw new Error(
    `PostgreSQL's user cannot reach ${dataDir}, nor /var/lib, nor ${tmpdir()}. Set DATA_DIR to a folder that every user may pass through.`,
  )
}

/** In a folder open to all, somebody else's folder of that name is not to be trusted. */
function tryToOwn(folder: string): boolean {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o711 })
  } catch (error) {
    if (
      ['EACCES', 'EROFS', 'EPERM', 'ENOENT'].includes(String((error as NodeJS.ErrnoException).code))
    )
      return false
    throw error
  }
  const found = lstatSync(folder)
  return found.isDirectory() && found.uid === process.getuid?.()
}
