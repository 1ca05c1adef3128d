import { join } from 'node:path'
import { buildConsole } from './build.ts'
import { type Count, countTests } from './count-tests.ts'
import { runJourneys } from './journeys.ts'
import { withProgress } from './progress.ts'
import { runTool } from './tools.ts'

export type Check = {
  name: string
  run: (scratch: string) => Promise<Count>
  /** Begins together with the check of this name: each leaves a part of the machine idle. */
  beside?: string
}

const one = (passed: boolean): Count => ({
  passed: passed ? 1 : 0,
  failed: passed ? 0 : 1,
  skipped: 0,
})

/** Every command has to end with 0. */
const tools = (name: string, commands: [string, ...string[]][]): Check => ({
  name,
  run: async () => {
    for (const [command, ...args] of commands) {
      const env = { NEXT_TELEMETRY_DISABLED: '1' }
      const result = await withProgress(name, () => runTool(command, args, { env }))
      if (result === 0) continue
      console.error(`${[command, ...args].join(' ')} ended with ${result}`)
      return one(false)
    }
    return one(true)
  },
})

type VitestReport = Record<
  'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests',
  number
>

const vitest = (project: string): Check => ({
  name: `tests: ${project}`,
  run: (scratch) => {
    const report = join(scratch, `${project}.json`)
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const read = (json: VitestReport): Count => ({
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests + json.numTodoTests,
    })
    return countTests(['vitest', 'run', `--project=${project}`, ...reporters], report, read)
  },
})

/** Everything that `npm test` looks at, in order. */
export const checks: Check[] = [
  tools('format', [['biome', 'format', '.']]),
  tools('lint', [['biome', 'lint', '.']]),
  tools('types', [
    ['next', 'typegen'],
    ['tsc', '--noEmit', '-p', '.'],
  ]),
  vitest('unit'),
  vitest('db'),
  // A third of a minute of faults at most, and half a minute for leases to end.
  tools('torture', [
    ['node', 'bin/torture.ts', '--seconds', '18', '--kills', '6', '--resume-limit', '60'],
  ]),
  {
    name: 'build',
    beside: 'torture',
    run: async (scratch) => {
      await buildConsole(scratch, () => undefined)
      return one(true)
    },
  },
  { name: 'journeys', run: runJourneys },
]
