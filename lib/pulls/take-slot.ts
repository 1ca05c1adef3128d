let last: Promise<unknown> = Promise.resolve()

/** Does one such work after the other in this process, in the order they were asked for. */
export function takeSlot<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work)
  // Whoever waits behind it does not care how it ended; its own caller does.
  last = turn.catch(() => undefined)
  return turn
}
