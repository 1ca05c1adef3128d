import { Refusal } from '../core/refusal.ts'
import { createThrottle } from '../core/throttle.ts'
import type { VendorRequest } from '../core/vendor.ts'
import type { Context } from './context.ts'
import { type Read, readRequired } from './parameters.ts'

const SECOND = 1_000

/** Key, secret and address, in the order of their codes (100002, 100003, 100004). */
export function authenticate({ account, settings }: Context, read: Read, address: string): void {
  const appKey = readRequired(read, 'appKey')
  const appSecret = readRequired(read, 'appSecret')
  if (appKey !== account.appKey || settings.accountSuspended) throw new Refusal('100002')
  if (appSecret !== account.appSecret) throw new Refusal('100003')
  const { ipWhitelist } = settings
  const caller = address.replace(/^::ffff:/, '')
  if (ipWhitelist.length > 0 && !ipWhitelist.includes(caller)) throw new Refusal('100004')
}

/** 100014 访问频率过高: too many calls a second, or a balance asked for too soon again. */
export function createPace({ settings, now }: Context) {
  const calls = createThrottle(SECOND)
  let balanceAskedAt: number | undefined
  const check = ({ path }: VendorRequest): void => {
    const { callsPerSecond, balanceIntervalSeconds } = settings
    if (callsPerSecond > 0 && !calls.admit(now(), callsPerSecond)) throw new Refusal('100014')
    if (!path.includes('/querySmsCount.')) return
    const next = (balanceAskedAt ?? Number.NEGATIVE_INFINITY) + balanceIntervalSeconds * SECOND
    if (now() < next) throw new Refusal('100014')
    balanceAskedAt = now()
  }
  const clear = () => {
    calls.clear()
    balanceAskedAt = undefined
  }
  return { check, clear }
}
