import { findEntry } from '#lib/providers/answers.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { ReportCodeEntry } from '#lib/providers/vocabulary.ts'
import type { Figure } from './daily-figures.ts'

export type FailureGroupName = Exclude<ReportCodeEntry['group'], 'delivered'> | 'unreported'
export type FailureGroup = { group: FailureGroupName; messages: number }

/** Failed messages by what went wrong, most first; a code nobody explains is `other`. */
export function groupFailures(
  figures: Figure[],
  vendorOf: (channelId: string) => string | undefined,
): FailureGroup[] {
  const sums = new Map<FailureGroupName, number>()
  for (const figure of figures) {
    const group = groupOf(figure, vendorOf(figure.channelId))
    if (group) sums.set(group, (sums.get(group) ?? 0) + figure.messages)
  }
  return [...sums]
    .map(([group, messages]) => ({ group, messages }))
    .filter((one) => one.messages > 0)
    .sort((a, b) => b.messages - a.messages)
}

function groupOf(figure: Figure, vendor: string | undefined): FailureGroupName | undefined {
  if (figure.status === 'unreported') return 'unreported'
  if (figure.status !== 'failed') return undefined
  const group = vendor ? findEntry(getProvider(vendor).reportCodes, figure.code)?.group : undefined
  return group && group !== 'delivered' ? group : 'other'
}
