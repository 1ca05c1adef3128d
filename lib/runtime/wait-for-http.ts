import { setTimeout as sleep } from 'node:timers/promises'

export type Answer = { status: number; text: string }

async function ask(url: string): Promise<Answer | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
    return { status: response.status, text: await response.text() }
  } catch {
    // Nobody listens yet, or it takes too long: the next round asks again.
    return undefined
  }
}

/**
 * Asks until `isEnough` of the answer, each of which goes to `onAnswer`. Throws after `ms` with
 * the last answer.
 */
export async function waitForHttp(
  url: string,
  isEnough: (answer: Answer) => boolean,
  onAnswer: (answer: Answer | undefined) => void = () => undefined,
  ms = 120_000,
): Promise<void> {
  const until = Date.now() + ms
  for (;;) {
    const answer = await ask(url)
    onAnswer(answer)
    if (answer && isEnough(answer)) return
    if (Date.now() > until)
      throw new Error(
        `${url} did not get well: ${answer ? `${answer.status} ${answer.text}` : 'no answer'}`,
      )
    await sleep(100)
  }
}
