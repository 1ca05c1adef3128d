import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningDemo, readDemo } from '#lib/env/find-demo.ts'
import { startChild } from './children.ts'
import { type Count, countTests } from './count-tests.ts'
import { findBrowser } from './find-browser.ts'
import { findFreePort } from './ports.ts'
import { removeDataDir } from './postgres-place.ts'
import { readTail, withProgress } from './progress.ts'

type PlaywrightReport = {
  stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>
  errors: { message?: string }[]
}

const readCount = ({ stats }: PlaywrightReport): Count => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
})

/** A demo of its own, on fresh data and free ports. Throws with its last words when it ends. */
async function startStack(dataDir: string, log: string) {
  mkdirSync(dataDir, { recursive: true })
  const env = { DATA_DIR: dataDir, PORT: String(await findFreePort()), PUBLIC_URL: '', HOST: '' }
  const child = startChild({ args: [join('bin', 'demo.ts'), '--unlisted'], env, log })
  let ended: number | string | undefined
  void child.ended.then((status) => {
    ended = status
  })
  const waitUntilReady = async (): Promise<RunningDemo> => {
    for (;;) {
      const demo = readDemo(dataDir)
      if (demo) return demo
      if (ended !== undefined) throw new Error(`The stack ended (${ended}):\n${readTail(log, 60)}`)
      await sleep(200)
    }
  }
  return { stop: child.stop, waitUntilReady }
}

/** Starts the whole demo in `scratch`, walks through it in a real browser, and removes it again. */
export async function runJourneys(scratch: string): Promise<Count> {
  const browser = await withProgress('Looking for a browser', findBrowser)
  const dataDir = join(scratch, 'stack')
  const log = join(scratch, 'stack.log')
  const stack = await startStack(dataDir, log)
  try {
    const lastLine = () => readTail(log, 1).trim()
    const demo = await withProgress('Starting the stack', stack.waitUntilReady, lastLine)
    const report = join(scratch, 'journeys.json')
    const env = {
      ...demo.env,
      E2E_BASE_URL: demo.address,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      ...(browser.path && { CHROME: browser.path }),
    }
    return await countTests(['playwright', 'test'], report, readCount, { env })
  } finally {
    await stack.stop()
    removeDataDir(dataDir)
  }
}
