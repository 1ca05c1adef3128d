import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoFile, type RunningDemo, runningFolder } from '#lib/env/find-demo.ts'
import { listDataDirs } from './data-dir.ts'
import { writePrivateJson } from './demo-secrets.ts'
import { identify } from './process-identity.ts'

export type Announcement = {
  dataDir: string
  env: Record<string, string>
  unlisted: boolean
  onStop: (stop: () => void) => void
}

/** Leads the command line to data that is not where it looks by itself. */
function listDemo(dataDir: string, onStop: Announcement['onStop']): void {
  if (listDataDirs({}).includes(dataDir)) return
  const file = join(runningFolder, String(process.pid))
  try {
    mkdirSync(runningFolder, { recursive: true })
    writeFileSync(file, dataDir)
    onStop(() => rmSync(file, { force: true }))
  } catch (error) {
    const { message } = error as Error
    console.log(`The command line needs DATA_DIR=${dataDir} to find this demo (${message}).`)
  }
}

/** Writes down, for this user alone, what the command line and tests need; gone when it stops. */
export function announceDemo({ dataDir, env, unlisted, onStop }: Announcement): RunningDemo {
  const self = identify(process.pid)
  if (!self) throw new Error('This system does not tell when a process started.')
  const demo: RunningDemo = {
    process: self,
    dataDir,
    address: String(env.PUBLIC_URL),
    administrator: { name: String(env.ADMIN_NAME), password: String(env.ADMIN_PASSWORD) },
    env,
  }
  writePrivateJson(demoFile(dataDir), demo)
  onStop(() => rmSync(demoFile(dataDir), { force: true }))
  if (!unlisted) listDemo(dataDir, onStop)
  return demo
}
