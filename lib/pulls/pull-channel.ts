import { type Channel, openChannel } from '#lib/channels/open-channel.ts'
import { waitForPull } from '#lib/channels/wait-for-query.ts'
import type { Context } from '#lib/context.ts'
import type { Call } from '#lib/providers/call.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import type { Pull, PullAsk } from '#lib/providers/contract.ts'
import type { RawDocument } from '#lib/providers/events.ts'
import {
  digestAnswer,
  isTime,
  nothingSaid,
  type Question,
  type Reading,
  recallQuestions,
} from './questions.ts'
import { type Place, type Source, storeAnswer, storePart } from './store-answer.ts'
import { takeSlot } from './take-slot.ts'
import { takeTurn, type Waiting } from './waiting-calls.ts'

type PullContext = Pick<Context, 'db' | 'keys' | 'http'>

export type Pulled = {
  more: boolean
  /** The vendor's pace allowed no question now. */
  comesTooEarly?: true
  /** This turn asked after some of the calls, the next one is to ask after the others. */
  alternates?: boolean
}
type Asking = { place: Place; pull: Pull<unknown>; call: Call<unknown> }

/** Pages asked for in one go, and how long that may take: other channels wait for the turn's end. */
const pageLimit = 200
const turnMs = 15_000

/**
 * Asks a channel's vendor for reports or replies, after older calls less often. Each answer that
 * says something new is stored as it came, and that committed, for the worker to apply it like a
 * push. `more` says that the vendor has another page, to be asked for after its `moreSeconds`.
 * Throws ProviderError.
 */
export async function pullChannel(
  ctx: PullContext,
  channel: Channel,
  source: Source,
): Promise<Pulled> {
  const { provider, call } = openChannel(ctx, channel)
  const pull = provider[source]
  if (!pull || pull.isOpen?.(call.settings) === false) return { more: false }
  const asking = { place: { channelId: channel.id, source }, pull, call }
  const waiting = await takeTurn(ctx, channel.id, source, pull)
  const days = daysToAsk(waiting, source, pull)
  const { submissionIds, reference, alternates = false } = waiting
  const asks = { submissionIds, ...(reference ? { reference } : {}) }
  const round = `${channel.id}/${source}${reference ? '/reference' : ''}`
  const questions = recallQuestions(round, [...days.keys()])
  const most = pull.moreSeconds === undefined ? pageLimit : 1
  const until = performance.now() + turnMs
  let asked = 0
  for (const [day, question] of questions) {
    if (!waiting.goesOn && !isTime(question, days.get(day) ?? null, Date.now())) continue
    while (asked < most && performance.now() < until) {
      if (!(await waitForPull(ctx, channel))) return { more: false, comesTooEarly: true }
      const ask = { ...asks, day, page: question.page }
      const more = await pullPage(ctx, asking, question, ask)
      asked++
      question.page = more ? question.page + 1 : 1
      if (more && most === 1) return { more }
      if (!more) question.askedAt = Date.now()
      if (!more) break
    }
  }
  if (asked > 0) waiting.moveOn?.()
  const isCutShort =
    performance.now() >= until && [...questions.values()].some(({ page }) => page > 1)
  return { more: isCutShort, alternates }
}

/** Days to ask about, each with its youngest call; people answer at any time, after any call. */
function daysToAsk({ days }: Waiting, source: Source, pull: Pull<unknown>): Waiting['days'] {
  const today = chinaDay(new Date())
  if (source === 'pullReplies') return new Map([[today, new Date()]])
  const [youngest] = days.values()
  if (pull.ignoresDay) return new Map([[today, youngest ?? null]])
  if (pull.idsPerAsk === undefined) return days
  return new Map(youngest ? [[today, youngest]] : [])
}

function pullPage(
  ctx: PullContext,
  asking: Asking,
  question: Question,
  ask: PullAsk,
): Promise<boolean> {
  const work = () => askAndStore(ctx, asking, question, ask)
  return asking.pull.largeAnswers ? takeSlot(work) : work()
}

/** True when there is another page. What can be read only once is stored before anything reads it. */
async function askAndStore(
  ctx: PullContext,
  { place, pull, call }: Asking,
  question: Question,
  ask: PullAsk,
): Promise<boolean> {
  const raw = await pull.fetch(call, ask).catch(async (error: unknown) => {
    if (pull.readOnce) await storePart(ctx, place, pull, call, error)
    throw error
  })
  question.size = raw.body.length
  if (pull.isEmpty?.(raw)) return false
  if (pull.readOnce) await storeAnswer(ctx, place, raw)
  const dated = { ...raw, receivedAt: new Date() }
  const read = readAnswer(pull, dated)
  if (!pull.readOnce) await storeNews(ctx, place, question, ask.page, dated, read)
  if ('error' in read) throw read.error
  return read.more
}

/** What cannot be read is stored as well. */
function readAnswer(pull: Pull<unknown>, raw: RawDocument): Reading {
  try {
    return pull.parse(raw)
  } catch (error) {
    return { error }
  }
}

/** Stores what may be read as often as one likes when it says something that it did not before. */
async function storeNews(
  ctx: PullContext,
  place: Place,
  { said }: Question,
  page: number,
  raw: RawDocument,
  read: Reading,
): Promise<void> {
  const digest = digestAnswer(raw, read)
  if (digest === (said.get(page) ?? nothingSaid)) return
  await storeAnswer(ctx, place, raw)
  said.set(page, digest)
}
