import { createInterface } from 'node:readline/promises'
import { costOf } from '#lib/batches/cost.ts'
import type { BatchRow } from '#lib/batches/queries.ts'
import { fill } from '#lib/i18n/fill.ts'
import { formatCost } from '#lib/i18n/format-money.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import type { Cli } from '../cli.ts'

/** Says what will be sent and asks on the terminal, which is the only place somebody can answer. */
export async function askToSend(
  { words: { says } }: Cli,
  draft: BatchRow,
  { at, hold }: { at?: Date; hold?: 'console' | 'vendor' },
  signal: AbortSignal,
): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  // In a terminal that a prompt has taken over, Ctrl-C comes as a key and not as a signal.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    const answer = await terminal.question(
      fill(says.ask, {
        messages: draft.recipientCount,
        segments: draft.segmentCount,
        cost: formatCost(costOf(draft.price, draft.segmentCount)),
        when: at
          ? fill(hold === 'vendor' ? says.askHeld : says.askAt, { time: formatTime(at) })
          : says.askNow,
      }),
      { signal },
    )
    return /^\s*(y|yes|是|好)\s*$/i.test(answer)
  } finally {
    terminal.close()
  }
}
