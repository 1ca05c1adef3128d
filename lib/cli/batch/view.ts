import { costOfBatch } from '#lib/batches/cost.ts'
import { findOwnPause } from '#lib/batches/pause-of.ts'
import { isHeldByLimits } from '#lib/batches/progress.ts'
import type { BatchRow } from '#lib/batches/queries.ts'
import type { PauseReason } from '#lib/batches/types.ts'
import { readProspect } from '#lib/batches/unknown-prospect.ts'
import { fill } from '#lib/i18n/fill.ts'
import { formatCost } from '#lib/i18n/format-money.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { messages } from '#lib/i18n/messages.ts'
import { messageStatuses } from '#lib/messages/status.ts'
import type { Answer, Cli } from '../cli.ts'
import { describeTrouble } from '../describe-trouble.ts'
import { formatFacts, formatTable } from '../table.ts'

/** `{id, state, counts}`, and for people all that is worth knowing. */
export async function answerBatch(cli: Cli, batch: BatchRow): Promise<Answer> {
  const { id, state, counts } = batch
  const { columns } = cli.words
  const { status, batchState } = messages[cli.locale].common
  const facts = formatFacts([
    [columns.name, batch.name],
    [columns.id, id],
    [columns.channel, batch.channelName],
    [columns.state, batchState[state]],
    [columns.pauseReason, describePause(cli, batch) ?? describeHold(cli, batch)],
    [columns.scheduled, describeSchedule(cli, batch)],
    [columns.segments, batch.segmentCount],
    [columns.cost, describeCost(cli, batch)],
  ])
  const rows = messageStatuses
    .filter((one) => counts[one] > 0)
    .map((one) => [status[one], counts[one]])
  const table =
    rows.length > 0 ? `\n\n${formatTable([columns.status, columns.messages], rows)}` : ''
  return { json: { id, state, counts }, text: facts + table + (await describeUnknown(cli, batch)) }
}

const describeHold = ({ locale }: Cli, batch: BatchRow): string | undefined =>
  isHeldByLimits(batch)
    ? fill(messages[locale].batches.progress.held, { count: batch.counts.queued })
    : undefined

/** How many are unknown, and what is being done about it; empty when there are none. */
async function describeUnknown(cli: Cli, batch: BatchRow): Promise<string> {
  const { locale } = cli
  const prospect = await readProspect(await cli.context(), batch)
  if (!prospect) return ''
  const { common, batches } = messages[locale]
  return `\n\n${common.status.unknown}: ${batch.counts.unknown}. ${batches.progress.unknown[prospect]}`
}

/** What went out or may, and what was expected where that was more. */
export function describeCost(
  { words }: Cli,
  batch: Pick<BatchRow, 'price' | 'segmentCount' | 'chargedSegments'>,
): string {
  const { cost, estimated } = costOfBatch(batch)
  if (estimated === null) return formatCost(cost)
  return fill(words.says.costBelow, {
    cost: formatCost(cost),
    estimated: formatCost(estimated),
  })
}

function describeSchedule(
  { locale }: Cli,
  { scheduledAt, heldByVendor }: BatchRow,
): string | undefined {
  if (!scheduledAt) return undefined
  const { byVendor } = messages[locale].batches.hold
  return heldByVendor ? `${formatTime(scheduledAt)} · ${byVendor}` : formatTime(scheduledAt)
}

/** Why a batch is paused, in plain words; undefined when it is not. */
export function describePause(
  { locale, words }: Cli,
  { pauseReason, vendor }: Pick<BatchRow, 'pauseReason' | 'vendor'>,
): string | undefined {
  if (!pauseReason) return undefined
  const { reason, code, detail }: PauseReason = pauseReason
  const own = findOwnPause(pauseReason)
  if (own) return fill(messages[locale].batches.pause[own], { count: detail ?? '' })
  const said = { ...(code ? { code } : {}), ...(detail ? { detail } : {}) }
  if (reason === 'person') return words.says.pausedByPerson
  if (reason === 'retries') {
    return fill(words.says.pausedRetries, { detail: [code, detail].filter(Boolean).join(': ') })
  }
  return describeTrouble(locale, vendor, { failure: reason, ...said })
}
