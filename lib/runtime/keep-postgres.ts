import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { type Account, postgresEnvironment } from './accounts.ts'

/** What the keeper is told, as JSON in its only argument. */
export type KeepOptions = {
  command: string
  args: string[]
  account?: Account
  /** A folder to remove once the server has ended, if whoever started it is gone by then. */
  removeAfter?: string
}

// The server's parent, in a session of its own so that Ctrl-C does not reach the database before
// its users. When whoever started it is gone, however that came about, the server is stopped.
const options: KeepOptions = JSON.parse(process.argv[2] ?? '{}')
const server = spawn(options.command, options.args, {
  cwd: '/',
  stdio: ['ignore', 'inherit', 'inherit'],
  env: postgresEnvironment,
  ...options.account,
})

const stop = () => server.kill('SIGINT')
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
process.on('disconnect', stop)
server.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
server.on('exit', (code) => {
  if (options.removeAfter && !process.connected)
    rmSync(options.removeAfter, { recursive: true, force: true })
  process.exit(code ?? 1)
})
