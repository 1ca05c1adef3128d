import { readFileSync } from 'node:fs'

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`

/**
 * Prints the title, a line every five seconds while `work` goes on (with what `detail` says, if
 * anything), and how long it took. What `work` throws passes through.
 */
export async function withProgress<T>(
  title: string,
  work: () => Promise<T>,
  detail: () => string | undefined = () => undefined,
): Promise<T> {
  const began = Date.now()
  console.log(`${title} …`)
  const beat = setInterval(() => {
    const more = detail()
    console.log(`  … still at it (${seconds(began)})${more ? `: ${more}` : ''}`)
  }, 5000)
  try {
    const result = await work()
    console.log(`${title}: done in ${seconds(began)}`)
    return result
  } finally {
    clearInterval(beat)
  }
}

/** The last lines of a text file, for a message about what went wrong; empty when there is none. */
export function readTail(file: string, lines = 30): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
  } catch (error) {
    return `(${(error as Error).message})`
  }
}
