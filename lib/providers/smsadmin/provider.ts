import type { Provider } from '../contract.ts'
import { balance } from './balance.ts'
import { checkWords } from './check-words.ts'
import { codes } from './codes.ts'
import { secretForms } from './endpoints.ts'
import { parseCallback } from './parse-callback.ts'
import { pullReplies, pullReports } from './pulls.ts'
import { reportCodes } from './report-codes.ts'
import { send } from './send.ts'
import { type Credentials, credentials, settings, vendor } from './settings.ts'
import { templateProblems, textProblem, valueProblem } from './text-problems.ts'

/** GET takes 100 numbers, POST and ddt 1000; a GET channel's ddt calls keep to 100 as well. */
const recipientsPerCall = { get: 100, post: 1000 } as const

/** 通用短信平台. GB2312 both ways; our reference travels as `linkid`. No findOutcome: pulls are read-once. */
export const smsadmin: Provider<Credentials> = {
  vendor,
  name: { 'zh-CN': '通用短信平台', en: 'SMS Admin' },
  baseUrl: 'http://www.smsadmin.cn',
  credentials,
  settings,
  secretForms,
  limits: {
    recipientsPerCall: recipientsPerCall.post,
    recipientsPerCallMax: recipientsPerCall.post,
    // Ours until code 7 names it; the calls a second are ours as well.
    textLength: 350,
    perRecipientText: 'always',
    callsPerSecond: 10,
    // Ours: enough for both pulls, the balance and the words, none of which may starve another.
    queriesPerMinute: 60,
  },
  limitsFor: (channel) => {
    const { method, textLength } = settings.parse(channel)
    const most = recipientsPerCall[method]
    return { textLength, recipientsPerCall: most, recipientsPerCallMax: most }
  },
  // dtime has no stated minimum: this one is ours, so that the calls are made before it.
  schedule: { minimumMinutes: 5 },
  // 一般正常情况下在 5-10 分钟，也可能要 2-5 小时.
  reportDelayMinutes: { usual: 10, late: 300 },
  codes,
  reportCodes,
  callbackHelp: {
    'zh-CN':
      '请供应商的客服专员绑定推送地址：只支持 80 端口的 http，不能有跳转；推送失败后不会重发',
    en: 'The vendor’s staff register the address: plain http on port 80 only, without a redirect. A push that failed is not repeated',
  },
  callbackScheme: 'http_port_80',
  balanceHelp: {
    'zh-CN': '供应商返回的是“剩余资费”，文档没有说明单位（条或元），请在通道设置中选择',
    en: 'The vendor tells what remains without a unit: choose messages or CNY in the channel’s settings',
  },
  send,
  valueProblem,
  textProblem,
  templateProblems,
  parseCallback,
  // No answer is asked for: this one is ours.
  callbackAnswer: { status: 200, contentType: 'text/plain', body: 'ok' },
  balance,
  checkWords,
  pullReports,
  pullReplies,
}
