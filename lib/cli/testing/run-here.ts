import { Readable } from 'node:stream'
import { vi } from 'vitest'
import { runCli } from '../run.ts'
import type { Said } from './run-sms.ts'

type Options = { input?: string }

/** Standard streams and variables are the whole process's: one command after the other. */
let before: Promise<unknown> = Promise.resolve()

/**
 * The same as `runSms` without a process of its own, which costs a second. For tests of what a
 * command does; what a process is and how it ends is for `runSms`.
 */
export function runHere(
  variables: Record<string, string>,
  args: string[],
  { input = '' }: Options = {},
): Promise<Said> {
  const said = before.then(() => runAlone(variables, args, input))
  before = said.catch(() => undefined)
  return said
}

async function runAlone(
  variables: Record<string, string>,
  args: string[],
  input: string,
): Promise<Said> {
  const written = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((piece) => {
      written[name] += String(piece)
      return true
    }),
  )
  const stdin = vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([input]) as never)
  const own = process.env
  process.env = { ...own, LC_ALL: '', LC_MESSAGES: '', LANG: 'C.UTF-8', ...variables }
  try {
    const status = await runCli(args)
    return { status, ...written }
  } finally {
    process.env = own
    for (const spy of [...spies, stdin]) spy.mockRestore()
  }
}

/** Runs with --json; the one document on standard output. Throws with what was said when it failed. */
export async function askHere<T>(
  variables: Record<string, string>,
  args: string[],
  options: Options = {},
): Promise<T> {
  const said = await runHere(variables, [...args, '--json'], options)
  if (said.status !== 0) throw new Error(`exit ${said.status}: ${said.stderr}`)
  return JSON.parse(said.stdout)
}
