/** Seconds between two lines where progress is not shown in place. */
const pace = 5

/** One line of progress on standard error: in place on a terminal, else a line now and then. */
export function createProgressLine(stream: NodeJS.WriteStream = process.stderr) {
  let last = ''
  let saidAt = Number.NEGATIVE_INFINITY
  return {
    show(text: string): void {
      if (text === last) return
      if (stream.isTTY) {
        stream.write(`\r\x1b[2K${text}`)
      } else {
        if (performance.now() - saidAt < pace * 1000) return
        stream.write(`${text}\n`)
      }
      last = text
      saidAt = performance.now()
    },
    end(): void {
      if (stream.isTTY && last) stream.write('\n')
    },
  }
}
