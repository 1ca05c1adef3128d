/** A signal that Ctrl-C aborts once, instead of ending the process; the second Ctrl-C ends it. */
export function onInterrupt(): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController()
  const interrupt = () => controller.abort()
  process.once('SIGINT', interrupt)
  return { signal: controller.signal, stop: () => void process.off('SIGINT', interrupt) }
}
