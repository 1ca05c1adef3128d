import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { makeEnvironment } from './children.ts'
import { projectRoot } from './data-dir.ts'

const bin = join(projectRoot, 'node_modules', '.bin')

export type ToolOptions = { env?: Record<string, string>; timeoutMs?: number }
/** Exit status, or the reason why there is none. */
export type ToolResult = number | string

/** Runs a command of node_modules/.bin, or of the system, with its output on ours and no input. */
export function runTool(
  command: string,
  args: string[],
  { env = {}, timeoutMs = 600_000 }: ToolOptions = {},
): Promise<ToolResult> {
  const path = [bin, process.env.PATH].join(delimiter)
  const child = spawn(command, args, {
    cwd: projectRoot,
    env: makeEnvironment({ ...env, PATH: path }),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  let late = false
  const timer = setTimeout(() => {
    late = true
    child.kill('SIGTERM')
  }, timeoutMs)
  return new Promise((resolve) => {
    child.once('error', (error) => {
      clearTimeout(timer)
      resolve(error.message)
    })
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      resolve(late ? `ended after ${timeoutMs / 1000} s` : (code ?? signal ?? 'unknown'))
    })
  })
}
