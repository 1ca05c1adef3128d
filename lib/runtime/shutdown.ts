export type Shutdown = {
  /** What to end, in the reverse order of its start; things of one step end together. */
  add(step: number, stop: () => Promise<void> | void): void
  /** Ends everything once and then this process. Later calls change nothing. */
  run(exitCode: number, reason: string): Promise<void>
  readonly under: boolean
}

/** Collects what has to be undone, and does so on Ctrl-C, SIGTERM, or when our parent is gone. */
export function makeShutdown(): Shutdown {
  const stops: { step: number; stop: () => Promise<void> | void }[] = []
  let under = false
  const runStep = async (step: number): Promise<void> => {
    const due = stops.filter((entry) => entry.step === step)
    const results = await Promise.allSettled(due.map(async ({ stop }) => stop()))
    for (const result of results) if (result.status === 'rejected') console.error(result.reason)
  }
  const shutdown: Shutdown = {
    get under() {
      return under
    },
    add: (step, stop) => {
      stops.push({ step, stop })
      // Started in the very moment of stopping: its step may be over.
      if (under) void stop()
    },
    run: async (exitCode, reason) => {
      if (under) return
      under = true
      console.log(reason)
      const steps = [...new Set(stops.map(({ step }) => step))].sort((a, b) => b - a)
      for (const step of steps) await runStep(step)
      console.log('Everything is stopped.')
      process.exit(exitCode)
    },
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void shutdown.run(0, '\nStopping …'))
  process.on('disconnect', () => void shutdown.run(0, '\nStopping …'))
  // Whoever read our words may leave first; that must not keep us from stopping properly.
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
  return shutdown
}
