import { spawnSync } from 'node:child_process'
import { runTool } from './tools.ts'

/** `path` is undefined for the browser that Playwright brings and finds by itself. */
export type Browser = { path: string | undefined }

const installed = [
  '/usr/bin/chromium',
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A wrapper that only tells how to install something fails here. */
const runs = (command: string): boolean =>
  spawnSync(command, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0

async function installWithApt(): Promise<boolean> {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return false
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runTool('apt-get', ['update', '-q'], { env, timeoutMs: 120_000 })
  const packages = ['chromium', 'fonts-noto-cjk']
  const args = ['install', '-y', '-q', '--no-install-recommends', ...packages]
  return (await runTool('apt-get', args, { env, timeoutMs: 240_000 })) === 0
}

/**
 * A browser for the journeys: $CHROME, one of the system's, Playwright's own (fetched if it can
 * be within 90 s), or, as root on Debian, one by apt-get. Throws when there is none to be had.
 */
export async function findBrowser(): Promise<Browser> {
  const wanted = process.env.CHROME
  if (wanted && !runs(wanted)) throw new Error(`CHROME=${wanted} does not run.`)
  const path = wanted || installed.find(runs)
  if (path) return { path }
  const fetched = await runTool('playwright', ['install', 'chromium-headless-shell'], {
    timeoutMs: 90_000,
  })
  if (fetched === 0) return { path: undefined }
  if (await installWithApt()) return { path: installed.find(runs) }
  throw new Error('No browser was found, and none could be installed. Set CHROME to a Chromium.')
}
