import { runCli } from '#lib/cli/run.ts'

// Whoever reads our output may stop early: sms message list | head
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
process.exit(await runCli(process.argv.slice(2)))
