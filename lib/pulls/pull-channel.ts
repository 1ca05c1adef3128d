import { setTimeout as sleep } from 'node:timers/promises'
import { rawCallbacks } from '#db/schema/reports.ts'
import { type Channel, openChannel } from '#lib/channels/open-channel.ts'
import { waitForQuery } from '#lib/channels/wait-for-query.ts'
import type { Context } from '#lib/context.ts'
import type { Call } from '#lib/providers/call.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import type { Pull, PullAsk } from '#lib/providers/contract.ts'
import { takeTurn, type Waiting } from './waiting-calls.ts'

type PullContext = Pick<Context, 'db' | 'keys' | 'http'>
export type Source = 'pullReports' | 'pullReplies'

export type Pulled = {
  more: boolean
  /** The vendor's pace allowed no question now. */
  comesTooEarly?: true
}

/** Pages asked for in one go; what is left comes with the next turn. */
const pageLimit = 200

const storeTries = 5

/** The page that the next turn begins with, where the last one could not come to the end. */
const places = new Map<string, number>()

/**
 * Asks a channel's vendor for reports or replies. Each answer is stored as it came, and that
 * committed, before anything reads it; the worker applies it like a push. `more` says that the
 * vendor has another page, to be asked for after its `moreSeconds`. Throws ProviderError.
 */
export async function pullChannel(
  ctx: PullContext,
  channel: Channel,
  source: Source,
): Promise<Pulled> {
  const { provider, call } = openChannel(ctx, channel)
  const pull = provider[source]
  if (!pull || pull.isOpen?.(call.settings) === false) return { more: false }
  const waiting = await takeTurn(ctx, channel.id, source, pull)
  const days = daysToAsk(waiting, source, pull)
  const most = pull.moreSeconds === undefined ? pageLimit : 1
  let asked = 0
  for (const day of days) {
    const place = `${channel.id}/${source}/${day}`
    for (let page = places.get(place) ?? 1; asked < most; page++) {
      if (!(await waitForQuery(ctx, channel))) return { more: false, comesTooEarly: true }
      const ask = { day, page, submissionIds: waiting.submissionIds }
      const more = await pullPage(ctx, channel.id, source, pull, call, ask)
      asked++
      places.set(place, page + 1)
      if (!more) places.delete(place)
      if (more && most === 1) return { more }
      if (!more) break
    }
  }
  waiting.moveOn?.()
  return { more: false }
}

/** People answer after the last report too, and nobody says when. */
function daysToAsk({ days }: Waiting, source: Source, pull: Pull<unknown>): string[] {
  const today = [chinaDay(new Date())]
  if (source === 'pullReplies' || pull.ignoresDay) return today
  if (pull.idsPerAsk === undefined) return days
  return days.length > 0 ? today : []
}

async function pullPage(
  ctx: PullContext,
  channelId: string,
  source: Source,
  pull: Pull<unknown>,
  call: Call<unknown>,
  ask: PullAsk,
): Promise<boolean> {
  const raw = await pull.fetch(call, ask)
  if (pull.isEmpty?.(raw)) return false
  await store(ctx, { channelId, source, ...raw, body: Buffer.from(raw.body) })
  return pull.parse(raw).more
}

/** What can be read only once is in this process alone until it is stored: worth several tries. */
async function store(ctx: PullContext, row: typeof rawCallbacks.$inferInsert): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await ctx.db.insert(rawCallbacks).values(row)
      return
    } catch (error) {
      if (tries === storeTries) throw error
      await sleep(tries * 1_000)
    }
  }
}
