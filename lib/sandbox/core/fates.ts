/** How fast and how well things go, changeable while running (control `POST /rates`). */
export type Rates = {
  /** Time from acceptance to the report, evenly spread between the two, in milliseconds. */
  reportDelayMs: readonly [number, number]
  /** Share of accepted messages that fail, 0–1. */
  failureRate: number
  /** Share of delivered messages that are replied to, 0–1. */
  replyRate: number
  /** Whether the last four digits of the phone decide (table `FATES_BY_ENDING`). */
  decideByPhone: boolean
  /** How long a vendor with template review takes for it, in milliseconds. */
  reviewDelayMs: number
}

export const DELIVERED = 'DELIVRD'

/** `code` is the report's word; `never` means that no report will ever come. */
export type Fate = { code: string; never?: boolean; reply?: string; blacklisted?: boolean }

/**
 * The endings that decide when `decideByPhone` is on. `blacklisted` is honoured where the vendor's
 * document lets a call refuse single phones for it (infocloud `failPhones`), or a report says so (zhuanxinyun `YF:03`).
 */
export const FATES_BY_ENDING: Readonly<Record<string, Fate>> = {
  '0001': { code: 'UNDELIV' },
  '0002': { code: DELIVERED, never: true },
  '0003': { code: DELIVERED, reply: 'TD' },
  '0004': { code: 'REJECTD' },
  '0005': { code: 'EXPIRED' },
  '0006': { code: 'MK:0001' },
  '0007': { code: 'REJECTD', blacklisted: true },
  '0008': { code: DELIVERED, reply: '收到' },
}

export const FAILURES: readonly string[] = [
  'UNDELIV',
  'UNDELIV',
  'UNDELIV',
  'EXPIRED',
  'REJECTD',
  'MK:0001',
  'MK:0010',
]
const REPLIES = ['收到', '收到', '收到', '谢谢', '谢谢', '好的', 'TD', '退订']

const pick = <T>(list: readonly T[], random: () => number): T =>
  list[Math.floor(random() * list.length)] as T

/** The fate fixed by a phone's ending, or undefined where chance decides. */
export const fateByEnding = (phone: string, rates: Rates): Fate | undefined =>
  rates.decideByPhone ? FATES_BY_ENDING[phone.slice(-4)] : undefined

/** Decides at acceptance how one message will end. */
export function drawFate(
  phone: string,
  rates: Rates,
  random: () => number,
  failures: readonly string[] = FAILURES,
): Fate {
  const fixed = fateByEnding(phone, rates)
  if (fixed) return fixed
  if (random() < rates.failureRate) return { code: pick(failures, random) }
  return random() < rates.replyRate
    ? { code: DELIVERED, reply: pick(REPLIES, random) }
    : { code: DELIVERED }
}

/** A delay within the range, in whole milliseconds. */
export function drawDelay([min, max]: readonly [number, number], random: () => number): number {
  return Math.round(min + random() * (max - min))
}
