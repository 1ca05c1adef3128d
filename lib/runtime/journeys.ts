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
async function startStack(dataDir: string, ...options: string[]) {
  mkdirSync(dataDir, { recursive: true })
  const log = `${dataDir}.log`
  const env = {
    DATA_DIR: dataDir,
    PORT: String(await findFreePort()),
    PUBLIC_URL: '',
    CALLBACK_URL: '',
    HOST: '',
  }
  const args = [join('bin', 'demo.ts'), '--unlisted', ...options]
  const child = startChild({ args, env, log })
  let ended: number | string | undefined
  void child.ended.then((status) => {
    ended = status
  })
  const untilReady = async (): Promise<RunningDemo> => {
    for (;;) {
      const demo = readDemo(dataDir)
      if (demo) return demo
      if (ended !== undefined) throw new Error(`The stack ended (${ended}):\n${readTail(log, 60)}`)
      await sleep(200)
    }
  }
  const lastLine = () => readTail(log, 1).trim()
  const waitUntilReady = () => withProgress('Starting a stack', untilReady, lastLine)
  const remove = async () => {
    await child.stop()
    removeDataDir(dataDir)
  }
  return { waitUntilReady, remove }
}

/**
 * Starts the whole demo in `scratch`, and a second one that has no data yet, walks through them in
 * a real browser, and removes them again.
 */
export async function runJourneys(scratch: string): Promise<Count> {
  const browser = await withProgress('Looking for a browser', findBrowser)
  const stack = await startStack(join(scratch, 'stack'))
  const emptyStack = await startStack(join(scratch, 'empty'), '--empty')
  try {
    const demo = await stack.waitUntilReady()
    const empty = await emptyStack.waitUntilReady()
    const report = join(scratch, 'journeys.json')
    const env = {
      ...demo.env,
      E2E_BASE_URL: demo.address,
      E2E_EMPTY_URL: empty.address,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      ...(browser.path && { CHROME: browser.path }),
    }
    return await countTests(['playwright', 'test'], report, readCount, { env })
  } finally {
    await Promise.all([stack.remove(), emptyStack.remove()])
  }
}
