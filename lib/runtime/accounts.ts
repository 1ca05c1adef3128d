import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

/** PostgreSQL's environment: nothing of ours, and its words in English whatever is set here. */
export const postgresEnvironment = {
  PATH: process.env.PATH,
  LC_ALL: 'C',
} as NodeJS.Dict<string> as NodeJS.ProcessEnv

/** Whom a process runs as. */
export type Account = { uid: number; gid: number }

function lookUp(name: string): Account | undefined {
  const ask = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' })
  const uid = ask('-u')
  const gid = ask('-g')
  if (uid.status !== 0 || gid.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

/**
 * PostgreSQL refuses to run as root: then it runs as the owner of its data, or else as `postgres`
 * or `nobody`, whichever there is. Undefined: as ourselves. Throws when root finds none of them.
 */
export function findPostgresAccount(dataFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(dataFolder)) {
    const { uid, gid } = statSync(dataFolder)
    if (uid !== 0) return { uid, gid }
  }
  const account = lookUp('postgres') ?? lookUp('nobody')
  if (!account)
    throw new Error('PostgreSQL does not run as root, and there is no user `postgres` or `nobody`.')
  return account
}

/** True when `account` may enter the folder, through all that stands above it. */
export const canEnter = (account: Account, folder: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', ...account }).status === 0
