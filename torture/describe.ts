import type { Verdict } from './judge.ts'
import type { Result, RunOptions } from './run.ts'
import { sum, type Tally } from './tally.ts'

const list = (counts: Map<string, number>): string =>
  [...counts]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

/** The one line of totals. */
export function describeTotals({ seed }: RunOptions, { verdict, tally, seconds }: Result): string {
  return [
    `seed ${seed}, ${seconds} s:`,
    describeFaults(tally),
    `${verdict.messages} messages, ${verdict.accepted} taken by the vendors`,
    `(${verdict.untold} never reported by a push that we answered),`,
    describeSettled(verdict),
    `${verdict.pushedReports} reports pushed and ${verdict.pulledReports} pulled`,
    `(${verdict.parked} parked at the end, ${verdict.unreadable} pushes of another account refused),`,
    `acts: ${list(tally.acts)};`,
    `killed work given up after ${(verdict.resumeMs / 1_000).toFixed(1)} s at most,`,
    `back after the database in ${(tally.backMs / 1_000).toFixed(1)} s at most;`,
    `${verdict.lost} lost, ${verdict.twice} handed over twice, ${verdict.backwards} moved backwards,`,
    `${verdict.countsWrong} counts wrong:`,
    tally.problems.length === 0 ? 'all well' : `${tally.problems.length} PROBLEMS`,
  ].join(' ')
}

function describeFaults({ kills, points, freezes, database, vendorFaults }: Tally): string {
  const atPoints = new Map([...points].filter(([point]) => !point.startsWith('push.')))
  const stops = database.get('stop') ?? 0
  const cuts = new Map([...database].filter(([name]) => name !== 'stop'))
  return [
    `${kills.worker} workers killed, ${sum(atPoints)} of them at ${atPoints.size} named points`,
    `(${list(atPoints)}), ${kills.receiver} receivers killed,`,
    `${freezes} freezes, ${stops} database stops, ${sum(cuts)} cuts (${list(cuts)}),`,
    `${sum(vendorFaults)} vendor faults (${list(vendorFaults)}),`,
  ].join(' ')
}

function describeSettled({ settled }: Verdict): string {
  const { ambiguous, calls, byReport, byFindOutcome, byLateAnswer } = settled
  return [
    `${ambiguous} ambiguous in ${calls} calls (${byReport} settled by report,`,
    `${byFindOutcome} by findOutcome, ${byLateAnswer} by a late answer,`,
    `${settled.arrivedByPerson} arrived as a person said, ${settled.sentAgainByPerson} sent again by a person,`,
    `${settled.left} left unknown),`,
  ].join(' ')
}
