import { chinaDay, chinaHour } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { Refusal } from '../core/refusal.ts'
import type { InfocloudTemplate } from './templates.ts'

const BROKEN = '40005'

/**
 * The limits set with a template. One phone over its daily number refuses the whole call (ours:
 * the document gives the code and no more).
 */
export function checkLimits(
  db: Database,
  template: InfocloudTemplate,
  phones: readonly string[],
  now: number,
): void {
  const { perPhoneDaily, recipientsPerCall, callsDaily, hours } = template.limits ?? {}
  const day = chinaDay(now)
  if (recipientsPerCall && phones.length > recipientsPerCall) throw new Refusal(BROKEN)
  if (hours && (chinaHour(now) < hours[0] || chinaHour(now) > hours[1])) throw new Refusal(BROKEN)
  if (callsDaily && countCalls(db, template.code, day) >= callsDaily) throw new Refusal(BROKEN)
  if (!perPhoneDaily) return
  for (const phone of phones) {
    if (countToPhone(db, template.code, phone, day) >= perPhoneDaily) throw new Refusal(BROKEN)
  }
}

const countCalls = (db: Database, template: string, day: string): number =>
  db.all<{ n: number }>(
    'SELECT count(DISTINCT callId) AS n FROM messages WHERE day = $day AND template = $template',
    { day, template },
  )[0]?.n ?? 0

const countToPhone = (db: Database, template: string, phone: string, day: string): number =>
  db.all<{ n: number }>(
    'SELECT count(*) AS n FROM messages WHERE phone = $phone AND day = $day AND template = $template',
    { phone, day, template },
  )[0]?.n ?? 0
