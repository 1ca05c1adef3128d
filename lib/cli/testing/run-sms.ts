import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { projectRoot } from '#lib/runtime/data-dir.ts'

export type Said = { status: number | null; stdout: string; stderr: string }
type Options = {
  /** For standard input; without it that is empty. */
  input?: string
  /** Called with each piece of standard error, for tests that act while the process runs. */
  onNote?(text: string, interrupt: () => void): void
}

/** A fresh process of the command line, with these variables and English as the reader's language. */
export async function runSms(
  variables: Record<string, string>,
  args: string[],
  { input = '', onNote }: Options = {},
): Promise<Said> {
  const env: NodeJS.Dict<string> = { PATH: process.env.PATH, HOME: '/nonexistent', LANG: 'C.UTF-8' }
  const child = spawn(process.execPath, ['bin/sms.ts', ...args], {
    cwd: projectRoot,
    env: { ...env, ...variables } as NodeJS.ProcessEnv,
  })
  child.stdin.on('error', () => undefined) // Some verbs end without reading it.
  child.stdin.end(input)
  const interrupt = () => void child.kill('SIGINT')
  if (onNote) child.stderr.on('data', (piece: Buffer) => onNote(String(piece), interrupt))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ])
  return { status, stdout, stderr }
}

/** Runs with --json; the one document on standard output. Throws with what was said when it failed. */
export async function askSms<T>(
  variables: Record<string, string>,
  args: string[],
  options: Options = {},
): Promise<T> {
  const said = await runSms(variables, [...args, '--json'], options)
  if (said.status !== 0) throw new Error(`exit ${said.status}: ${said.stderr}`)
  return JSON.parse(said.stdout)
}
