import { startDemo } from '#lib/runtime/demo.ts'
import { makeShutdown } from '#lib/runtime/shutdown.ts'

const shutdown = makeShutdown()
try {
  const { address, administrator, dataDir } = await startDemo({
    shutdown,
    unlisted: process.argv.includes('--unlisted'),
    empty: process.argv.includes('--empty'),
  })
  console.log(`
  ────────────────────────────────────────────────
   The console is ready:  ${address}
   Sign in as             ${administrator.name}
   with the password      ${administrator.password}
  ────────────────────────────────────────────────
   Data and logs: ${dataDir}
   Ctrl-C stops everything; the data stays.
`)
} catch (error) {
  // What broke because everything is being stopped is no news.
  if (!shutdown.under) {
    console.error(`\n${(error as Error).message}`)
    const { cause } = error as Error
    if (cause) console.error(cause)
  }
  await shutdown.run(1, 'The demo could not be started; stopping what was …')
}
