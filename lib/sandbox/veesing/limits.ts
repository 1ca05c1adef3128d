import { chinaDay } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { isMobile } from '../core/phones.ts'
import type { RefusalName } from './codes.ts'
import { refuse } from './parameters.ts'
import type { VeesingSettings } from './settings.ts'

type Parts = { db: Database; settings: VeesingSettings; now: number }

const TO_PHONE = `SELECT count(*) AS n, max(acceptedAt) AS latest FROM messages
  WHERE phone = $phone AND day = $day`

/** 当日发送量已超出最大发送限制: refuses the whole call. */
export function checkAccountDaily({ db, settings, now }: Parts, count: number): void {
  if (settings.accountDaily === 0) return
  const sent = db.all<{ n: number }>('SELECT count(*) AS n FROM messages WHERE day = $day', {
    day: chinaDay(now),
  })[0]
  if ((sent?.n ?? 0) + count > settings.accountDaily) refuse('accountDaily')
}

/** Why this phone cannot be sent to, or undefined; `seen` holds the phones earlier in the call. */
function phoneRefusal(parts: Parts, phone: string, seen: Set<string>): RefusalName | undefined {
  if (!isMobile(phone)) return 'badPhone'
  const { perPhoneDaily, perPhoneIntervalMs } = parts.settings
  if (perPhoneIntervalMs > 0 && seen.has(phone)) return 'phoneInterval'
  seen.add(phone)
  const { n = 0, latest = null } =
    parts.db.all<{ n: number; latest: number | null }>(TO_PHONE, {
      phone,
      day: chinaDay(parts.now),
    })[0] ?? {}
  if (latest !== null && parts.now - latest < perPhoneIntervalMs) return 'phoneInterval'
  return perPhoneDaily > 0 && n >= perPhoneDaily ? 'phoneDaily' : undefined
}

/**
 * The phones that are sent to. Ours: with `partial` the others are left out and only the counts
 * tell; when none remains, or without it, the first one's reason refuses the call.
 */
export function sendablePhones(parts: Parts, phones: readonly string[]): string[] {
  const seen = new Set<string>()
  const reasons = phones.map((phone) => phoneRefusal(parts, phone, seen))
  const good = phones.filter((_, index) => reasons[index] === undefined)
  const first = reasons.find((reason) => reason !== undefined)
  if (first && (good.length === 0 || !parts.settings.partial)) refuse(first)
  return good
}
