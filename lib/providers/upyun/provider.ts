import type { Provider } from '../contract.ts'
import { bracketProblem } from '../template-rules.ts'
import { balance } from './balance.ts'
import { codes } from './codes.ts'
import { findOutcome } from './find-outcome.ts'
import { pullReports } from './pull-reports.ts'
import { records } from './records.ts'
import { reportCodes } from './report-codes.ts'
import { send } from './send.ts'
import { type Credentials, credentials, settings, vendor } from './settings.ts'
import { templateProblems } from './template-problems.ts'
import { templates } from './templates.ts'

/** 又拍云. It pushes nothing and carries no reference of ours. */
export const upyun: Provider<Credentials> = {
  vendor,
  name: { 'zh-CN': '又拍云', en: 'Upyun' },
  baseUrl: 'https://sms-api.upyun.com',
  credentials,
  settings,
  limits: {
    // Not stated (MOBILE_LIMIT): ours, as are the calls a second and the queries.
    recipientsPerCall: 200,
    textLength: 350,
    perRecipientText: 'never',
    callsPerSecond: 10,
    queriesPerMinute: 60,
    // 1.3: industry messages ten a day, marketing without a limit.
    perPhoneDaily: { notification: 10, otp: 10 },
    countedTogether: ['notification', 'otp'],
  },
  reportDelayMinutes: { usual: 5, late: 60 },
  codes,
  reportCodes,
  send,
  valueProblem: (value) => (value.includes('|') ? 'value_pipe' : bracketProblem(value)),
  templateProblems,
  callbackAnswer: { status: 200, contentType: 'text/plain', body: 'ok' },
  balance,
  balanceHelp: {
    'zh-CN':
      '短信包预付费、不退款，普通与免审分开计量，在又拍云控制台 充值 → 短信包管理 购买；发送失败不扣条数。',
    en: 'Prepaid packages, not refundable, general and vip apart; buy them in the vendor’s console under 充值 → 短信包管理. Failed messages are not charged.',
  },
  pullReports,
  templates,
  findOutcome,
  records,
}
