import { existsSync, readFileSync } from 'node:fs'
import { runTool, type ToolOptions } from './tools.ts'

export type Count = { passed: number; failed: number; skipped: number }

/** Three times what the longest takes on two idle cores: busy machines exist, and tests that hang. */
const patienceMs = 1_200_000

/**
 * Runs tests that write their counts as JSON. A run that fails without a failed test (a file that
 * cannot be read, an error outside of tests, no tests at all) counts as one failure.
 */
export async function countTests(
  [command, ...args]: [string, ...string[]],
  report: string,
  read: (json: never) => Count,
  options: ToolOptions = {},
): Promise<Count> {
  const result = await runTool(command, args, { timeoutMs: patienceMs, ...options })
  if (!existsSync(report)) {
    console.error(`${command} ended with ${result} and left no report`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const count = read(JSON.parse(readFileSync(report, 'utf8')) as never)
  if (result === 0 || count.failed > 0) return count
  console.error(`${command} ended with ${result} though no test failed`)
  return { ...count, failed: 1 }
}
