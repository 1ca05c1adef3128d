import { chinaDay } from '../core/clock.ts'
import { Refusal } from '../core/refusal.ts'
import type { Context } from './context.ts'

const COUNT_TO_PHONE =
  'SELECT count(*) AS n FROM messages WHERE phone = $phone AND acceptedAt > $since'
const COUNT_OF_DAY = 'SELECT count(*) AS n FROM messages WHERE day = $day'
const COUNT_MISSIONS =
  'SELECT count(*) AS n FROM messages WHERE reference IN (SELECT value FROM json_each($numbers))'
const COUNT_BATCH = 'SELECT count(*) AS n FROM messages WHERE callId = $batchNum'

const first = (rows: { n: number }[]): number => rows[0]?.n ?? 0

/** One phone over its limit refuses the whole call (100008), as a full day does (100010). */
export function checkLimits({ db, settings, now }: Context, phones: readonly string[]): void {
  const { perPhoneMessages, perPhoneSeconds, dailyMessages } = settings
  const day = chinaDay(now())
  const today = () => first(db.all<{ n: number }>(COUNT_OF_DAY, { day }))
  if (dailyMessages > 0 && today() + phones.length > dailyMessages) throw new Refusal('100010')
  if (perPhoneMessages === 0) return
  const since = now() - perPhoneSeconds * 1_000
  const counts = new Map<string, number>()
  for (const phone of phones) {
    const before =
      counts.get(phone) ?? first(db.all<{ n: number }>(COUNT_TO_PHONE, { phone, since }))
    if (before >= perPhoneMessages) throw new Refusal('100008')
    counts.set(phone, before + 1)
  }
}

/** Whether a number that must never be repeated has been used. */
export const isBatchUsed = ({ db }: Context, batchNum: string): boolean =>
  first(db.all<{ n: number }>(COUNT_BATCH, { batchNum })) > 0

export const isMissionUsed = ({ db }: Context, numbers: readonly string[]): boolean =>
  first(db.all<{ n: number }>(COUNT_MISSIONS, { numbers: JSON.stringify(numbers) })) > 0
