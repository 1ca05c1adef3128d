import type { Result, RunOptions } from './run.ts'

const sum = (counts: Map<unknown, number>): number =>
  [...counts.values()].reduce((a, b) => a + b, 0)
const list = (counts: Map<string, number>): string =>
  [...counts].map(([name, count]) => `${name} ${count}`).join(', ')

/** The one line of totals. */
export function describeTotals({ seed }: RunOptions, { verdict, tally, seconds }: Result): string {
  const stops = tally.database.get('stop') ?? 0
  return [
    `seed ${seed}, ${seconds} s:`,
    `${tally.kills} kills (${sum(tally.points)} of them at ${tally.points.size} named points),`,
    `${tally.freezes} freezes, ${stops} database stops,`,
    `${sum(tally.database) - stops} cuts (${list(new Map([...tally.database].filter(([name]) => name !== 'stop')))}),`,
    `${tally.vendorFaults} vendor faults, ${verdict.messages} messages, ${verdict.accepted} taken by the vendors,`,
    `${verdict.ambiguous} ambiguous (${verdict.stillUnknown} left), ${verdict.reports} reports`,
    `(${verdict.parkedForeign} foreign ones parked), ${list(tally.acts)},`,
    `killed work given up after ${(verdict.resumeMs / 1_000).toFixed(1)} s at most,`,
    `back after the database in ${(tally.backMs / 1_000).toFixed(1)} s at most:`,
    tally.problems.length === 0
      ? '0 lost, 0 handed over twice, 0 moved backwards, counts agree'
      : `${tally.problems.length} PROBLEMS`,
  ].join(' ')
}
