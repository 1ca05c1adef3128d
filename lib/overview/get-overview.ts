import { isNull } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { templates } from '#db/schema/templates.ts'
import { type ChannelBalance, latestBalances } from '#lib/balances/queries.ts'
import { countUnreadable } from '#lib/callbacks/apply-received.ts'
import type { Context } from '#lib/context.ts'
import { listWaiting } from '#lib/reports/list-waiting.ts'
import { countParked } from '#lib/reports/park.ts'
import { type BatchUnderWay, listUnderWay } from './batches-under-way.ts'
import { readFigures } from './daily-figures.ts'
import { type FailureGroup, groupFailures } from './group-failures.ts'
import { listSilent, type SilentChannel } from './list-silent.ts'
import { type PeriodName, periodNames } from './period-names.ts'
import { daysOf, lastDays, within } from './periods.ts'
import { type Share, shareCarriers } from './share-carriers.ts'
import { type Rate, rateOf, sumFigures, type Totals } from './sum-figures.ts'
import { type ChannelTrouble, listTroubles } from './troubles.ts'

export type PeriodFigures = { totals: Totals; rate: Rate; before: { totals: Totals; rate: Rate } }
export type DayPoint = { day: string; delivered: number; failed: number; waiting: number }
export type Overview = {
  /** What a new installation still lacks. */
  has: { channels: boolean; templates: boolean; batches: boolean }
  periods: Record<PeriodName, PeriodFigures>
  /** The last 30 days, oldest first; unreported ones count as failed. */
  days: DayPoint[]
  /** Of the period chosen. */
  failures: FailureGroup[]
  carriers: Share[]
  balances: ChannelBalance[]
  troubles: ChannelTrouble[]
  silent: SilentChannel[]
  /** Reports that wait for their message to be known. */
  parkedReports: number
  /** Pushes and pulled answers that could not be read. */
  unreadablePushes: number
  /** Those that came long ago and are not applied. */
  waitingPushes: number
  underWay: BatchUnderWay[]
}

/**
 * What the first screen shows. Figures come from the rollups and from what is not yet folded into
 * them, so they are exact to the last committed move; days are Asia/Shanghai's.
 */
export async function getOverview(
  ctx: Context,
  { period }: { period: PeriodName },
  now = new Date(),
): Promise<Overview> {
  const { db } = ctx
  const [figures, rows, has, balances, troubles, silent, held, underWay] = await Promise.all([
    readFigures(db, daysOf('month', now).before.first),
    db.select({ id: channels.id, vendor: channels.vendor, price: channels.price }).from(channels),
    whatThereIs(ctx),
    latestBalances(ctx),
    listTroubles(db),
    listSilent(db),
    countHeld(db),
    listUnderWay(db),
  ])
  const prices = new Map(rows.map((row) => [row.id, Number(row.price)]))
  const vendors = new Map(rows.map((row) => [row.id, row.vendor]))
  const totalsOf = (days: Parameters<typeof within>[1]) => {
    const totals = sumFigures(
      figures.filter((figure) => within(figure.day, days)),
      (channelId) => prices.get(channelId) ?? 0,
    )
    return { totals, rate: rateOf(totals) }
  }
  const chosen = figures.filter((figure) => within(figure.day, daysOf(period, now).current))
  return {
    has,
    periods: Object.fromEntries(
      periodNames.map((name) => {
        const { current, before } = daysOf(name, now)
        return [name, { ...totalsOf(current), before: totalsOf(before) }]
      }),
    ) as Record<PeriodName, PeriodFigures>,
    days: lastDays(30, now).map((day) => toPoint(day, totalsOf({ first: day, last: day }).totals)),
    failures: groupFailures(chosen, (channelId) => vendors.get(channelId)),
    carriers: shareCarriers(chosen),
    balances,
    troubles,
    silent,
    ...held,
    underWay,
  }
}

const countHeld = async (db: Context['db']) => ({
  parkedReports: await countParked(db),
  unreadablePushes: await countUnreadable(db),
  waitingPushes: (await listWaiting({ db })).reduce((sum, { count }) => sum + count, 0),
})

const toPoint = (day: string, totals: Totals): DayPoint => ({
  day,
  delivered: totals.delivered,
  failed: totals.failed + totals.unreported,
  waiting: totals.waiting,
})

async function whatThereIs({ db }: Context): Promise<Overview['has']> {
  const [channel, template, batch] = await Promise.all([
    db.select({ id: channels.id }).from(channels).where(isNull(channels.archivedAt)).limit(1),
    db.select({ id: templates.id }).from(templates).where(isNull(templates.deletedAt)).limit(1),
    db.select({ id: batches.id }).from(batches).limit(1),
  ])
  return {
    channels: channel.length > 0,
    templates: template.length > 0,
    batches: batch.length > 0,
  }
}
