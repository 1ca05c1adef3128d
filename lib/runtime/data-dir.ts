import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Node 24, which the project brings; who calls us may run on another. */
export const nodeBinary = join(projectRoot, 'node_modules', '.bin', 'node')

/** Where demo data may be, the preferred place first: DATA_DIR alone when it is set. */
export function listDataDirs(env: NodeJS.Dict<string> = process.env): string[] {
  if (env.DATA_DIR) return [resolve(projectRoot, env.DATA_DIR)]
  const key = createHash('sha256').update(projectRoot).digest('hex').slice(0, 16)
  const shared = env.XDG_DATA_HOME || join(homedir(), '.local', 'share')
  return [
    join(projectRoot, '.data'),
    join(shared, `sms-console-${key}`),
    join(tmpdir(), `sms-console-data-${process.getuid?.() ?? 0}-${key}`),
  ]
}

/** Makes the folder if need be. The reason why it cannot be used, or undefined. */
function findObstacle(folder: string): string | undefined {
  const own = process.getuid?.()
  try {
    mkdirSync(folder, { recursive: true, mode: own === 0 ? 0o711 : 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    if (folder.startsWith(tmpdir()) && own !== 0 && statSync(folder).uid !== own)
      return 'it belongs to another user'
    const database = join(folder, 'postgres')
    const owner = existsSync(database) ? statSync(database).uid : own
    return own === 0 || owner === own ? undefined : 'its database belongs to another user'
  } catch (error) {
    return (error as Error).message
  }
}

/** The first place that this user can use. Throws when there is none, with every reason. */
export function chooseDataDir(env: NodeJS.Dict<string> = process.env): string {
  const obstacles: string[] = []
  for (const folder of listDataDirs(env)) {
    const obstacle = findObstacle(folder)
    if (!obstacle) {
      for (const line of obstacles) console.log(`Not used: ${line}`)
      return folder
    }
    obstacles.push(`${folder} (${obstacle})`)
  }
  throw new Error(`No folder for the demo's data:\n${obstacles.join('\n')}\nSet DATA_DIR to one.`)
}
