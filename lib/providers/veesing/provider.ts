import type { Provider } from '../contract.ts'
import { balance } from './balance.ts'
import { codes } from './codes.ts'
import { parseCallback } from './parse-callback.ts'
import { reportCodes } from './report-codes.ts'
import { send } from './send.ts'
import { type Credentials, credentials, settings, vendor } from './settings.ts'
import { templateProblems, textProblem, valueProblem } from './text-problems.ts'

/** 中昱维信. Nothing of ours travels with a call, and nothing can be asked but the balance. */
export const veesing: Provider<Credentials> = {
  vendor,
  name: { 'zh-CN': '中昱维信', en: 'Veesing' },
  baseUrl: 'https://cloud.10658.com.cn',
  credentials,
  settings,
  limits: {
    // Only the minute is documented; the day's limits have no number, and the rest is ours.
    recipientsPerCall: 500,
    textLength: 350,
    perRecipientText: 'never',
    callsPerSecond: 10,
    perPhoneIntervalSeconds: 60,
    queriesPerMinute: 60,
  },
  // 时间请务必大于实际提交时间的30分钟 (a comment in the sample), and a minute for the call to leave.
  schedule: { minimumMinutes: 31 },
  matchesUnknownByPhone: true,
  // Not stated: ours.
  reportDelayMinutes: { usual: 5, late: 60 },
  codes,
  reportCodes,
  callbackHelp: {
    'zh-CN':
      '在供应商平台设置回执和回复的推送地址，两者可以填同一个地址。推送只走 https，且不带任何凭证，请勿泄露此地址。',
    en: 'Set the address for receipts and replies in the vendor’s console; both may be the same. Pushes come over https and carry no credential: keep the address secret.',
  },
  callbackScheme: 'https',
  send,
  valueProblem,
  textProblem,
  templateProblems,
  parseCallback,
  // The document asks for no particular answer: ours.
  callbackAnswer: { status: 200, contentType: 'text/plain', body: 'ok' },
  balance,
}
