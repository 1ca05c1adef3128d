import { compareCounts } from './judge-counts.ts'
import { judgeMessages, type MessageVerdict } from './judge-messages.ts'
import { countReports, type ReportCounts } from './judge-reports.ts'
import { findSlowestResume } from './judge-resume.ts'
import { judgeSettled, type Settled } from './judge-settled.ts'
import { countMoves, findForbidden, listMoves } from './moves.ts'
import type { Place } from './places.ts'
import type { Tally } from './tally.ts'
import type { World } from './world.ts'

export type Verdict = MessageVerdict &
  ReportCounts & {
    settled: Settled
    backwards: number
    /** Rollups that differ from the messages. */
    countsWrong: number
    /** Longest that a killed worker's call needed to be given up, in milliseconds after the kill. */
    resumeMs: number
  }

/** Holds everything against the vendors' own logs; what does not agree goes to the problems. */
export async function judge(
  world: World,
  tally: Tally,
  places: Place[],
  resumeLimitMs: number,
): Promise<Verdict> {
  const { db } = world.ctx
  const messages = await judgeMessages(world, tally, places)
  const seen = await listMoves(db)
  const forbidden = findForbidden(seen)
  for (const { vendor, was, now, messages: count, example } of forbidden)
    tally.problems.push(
      `${vendor}: ${count} went from ${was} to ${now}, message ${example} for one`,
    )
  const differences = await compareCounts(db)
  tally.problems.push(...differences)
  return {
    ...messages,
    ...(await countReports(world)),
    settled: await judgeSettled(world, tally, seen),
    backwards: countMoves(forbidden, () => true),
    countsWrong: differences.length,
    resumeMs: await findSlowestResume(world, tally, resumeLimitMs),
  }
}
