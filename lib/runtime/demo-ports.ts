import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { vendors } from '#lib/providers/registry.ts'
import { writePrivateJson } from './demo-secrets.ts'
import { findFreePort, findPortFrom, isPortFree } from './ports.ts'

export type DemoPorts = {
  console: number
  postgres: number
  receiver: number
  /** One for each vendor, and `control`. */
  sandbox: Record<string, number>
}

/** PORT, or 3000; when somebody has it, the next free one, which is said. Throws on a bad PORT. */
async function chooseConsolePort(env: NodeJS.ProcessEnv, host: string): Promise<number> {
  const wanted = Number(env.PORT || 3000)
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
    throw new Error(`PORT=${env.PORT} is no port: set a number from 1 to 65535, or leave it out.`)
  const port = await findPortFrom(wanted, host)
  if (port !== wanted) console.log(`Port ${wanted} is taken; the console uses ${port} instead.`)
  return port
}

/**
 * Sandbox and receiver keep their ports from one start to the next, because channels and vendors
 * point at them; when somebody has taken one, the demo data is put right by the seed.
 */
async function chooseKeptPorts(dataDir: string): Promise<Pick<DemoPorts, 'receiver' | 'sandbox'>> {
  const file = join(dataDir, 'ports.json')
  const former = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const keep = async (port?: number) => (port && (await isPortFree(port)) ? port : findFreePort())
  const receiver = await keep(former.receiver)
  const sandbox: DemoPorts['sandbox'] = {}
  for (const name of ['control', ...vendors]) sandbox[name] = await keep(former[name])
  writePrivateJson(file, { receiver, ...sandbox })
  return { receiver, sandbox }
}

/** Free ports for everything the demo starts. */
export async function chooseDemoPorts(
  dataDir: string,
  host: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<DemoPorts> {
  return {
    console: await chooseConsolePort(env, host),
    postgres: await findFreePort(),
    ...(await chooseKeptPorts(dataDir)),
  }
}
