import { maskPhones } from './mask-phones.ts'

type Output = { write(text: unknown, ...more: unknown[]): boolean }

/** From now on phones are masked in what this process prints: Next prints errors itself, with their queries' parameters. */
export function maskOutput(
  outputs: Output[] = [process.stdout as Output, process.stderr as Output],
): void {
  for (const output of outputs) {
    const write = output.write.bind(output)
    output.write = (text, ...more) =>
      write(typeof text === 'string' ? maskPhones(text) : text, ...more)
  }
}
