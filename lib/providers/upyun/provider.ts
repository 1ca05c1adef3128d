import type { Provider } from '../contract.ts'
import { bracketProblem } from '../template-rules.ts'
import { balance } from './balance.ts'
import { codes } from './codes.ts'
import { findOutcome } from './find-outcome.ts'
import { pullReports } from './pull-reports.ts'
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
  },
  reportDelayMinutes: { usual: 5, late: 60 },
  codes,
  reportCodes,
  send,
  valueProblem: (value) => (value.includes('|') ? 'value_pipe' : bracketProblem(value)),
  templateProblems,
  callbackAnswer: { status: 200, contentType: 'text/plain', body: 'ok' },
  balance,
  pullReports,
  templates,
  findOutcome,
}
