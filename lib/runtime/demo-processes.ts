import { join } from 'node:path'
import { type Child, startChild } from './children.ts'
import type { DemoPorts } from './demo-ports.ts'
import { keepRunning } from './keep-running.ts'
import type { ProcessIdentity } from './process-identity.ts'
import { readTail, withProgress } from './progress.ts'
import { type Answer, waitForHttp } from './wait-for-http.ts'

type ProcessName = 'sandbox' | 'worker' | 'receiver' | 'console' | 'seed'
export type ProcessesOptions = {
  dataDir: string
  ports: DemoPorts
  host: string
  env: Record<string, string>
  /** Leaves the demo data out. */
  empty: boolean
  onStart: (child: ProcessIdentity) => void
  onStop: (stop: () => Promise<void>) => void
  /** Hears what ended and what it said last; the demo cannot go on without it. */
  onCrash: (message: string) => void
}

export const logOf = (dataDir: string, name: string): string => join(dataDir, 'logs', `${name}.log`)

/** Node's arguments for each process of the demo. */
function listCommands({ dataDir, ports, host }: ProcessesOptions): Record<ProcessName, string[]> {
  const next = join('node_modules', 'next', 'dist', 'bin', 'next')
  return {
    sandbox: [
      join('bin', 'sandbox.ts'),
      ...['--data-dir', join(dataDir, 'sandbox')],
      ...Object.entries(ports.sandbox).flatMap(([name, port]) => ['--port', `${name}=${port}`]),
    ],
    worker: [join('bin', 'worker.ts')],
    receiver: [join('bin', 'receiver.ts')],
    console: [next, 'start', '-p', String(ports.console), '-H', host],
    seed: [join('db', 'seed.ts')],
  }
}

function describeEnd(dataDir: string, name: ProcessName, status: number | string): string {
  const log = logOf(dataDir, name)
  return `The ${name} ended (${status}). Its last words, from ${log}:\n${readTail(log)}`
}

/** Starts sandbox, worker, receiver and console, loads the demo data, and waits until all is well. */
export async function startProcesses(options: ProcessesOptions): Promise<void> {
  const { dataDir, env, ports, onCrash, onStart, onStop } = options
  const commands = listCommands(options)
  const start = (name: ProcessName): Child => {
    const child = startChild({ args: commands[name], env, log: logOf(dataDir, name) })
    if (child.identity) onStart(child.identity)
    return child
  }
  const startOnce = (name: ProcessName): void => {
    const child = start(name)
    onStop(child.stop)
    void child.ended.then((status) => onCrash(describeEnd(dataDir, name, status)))
  }
  startOnce('sandbox')
  startOnce('receiver')
  startOnce('console')
  onStop(
    keepRunning(
      () => start('worker'),
      (s) => describeEnd(dataDir, 'worker', s),
      onCrash,
    ),
  )

  const health = `http://127.0.0.1:${ports.console}/api/health`
  await withProgress('Starting sandbox, worker, receiver and console', async () => {
    await waitForHttp(`${env.SANDBOX_CONTROL_URL}/`, () => true)
    await waitForHttp(`http://127.0.0.1:${ports.receiver}/`, () => true)
    await waitForHttp(health, () => true)
  })
  if (!options.empty)
    await withProgress('Loading the demo data', () => runSeed(start('seed'), dataDir, onStop))
  let last: Answer | undefined
  const remember = (answer: Answer | undefined): void => {
    last = answer
  }
  await withProgress(
    'Waiting until all is well',
    () => waitForHttp(health, ({ status }) => status === 200, remember),
    () => last?.text.slice(0, 200),
  )
}

async function runSeed(
  seed: Child,
  dataDir: string,
  onStop: ProcessesOptions['onStop'],
): Promise<void> {
  onStop(seed.stop)
  const status = await seed.ended
  if (status !== 0) throw new Error(describeEnd(dataDir, 'seed', status))
}
