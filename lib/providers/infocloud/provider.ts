import type { Provider } from '../contract.ts'
import { bracketProblem } from '../template-rules.ts'
import { balance } from './balance.ts'
import { codes } from './codes.ts'
import { diagnose } from './diagnose.ts'
import { parseCallback } from './parse-callback.ts'
import { pullReports } from './pull-reports.ts'
import { reportCodes } from './report-codes.ts'
import { send } from './send.ts'
import { type Credentials, credentials, settings, vendor } from './settings.ts'
import { statistics } from './statistics.ts'
import { templateProblems } from './template-problems.ts'
import { readTemplateLimits, templateSettings } from './template-settings.ts'

/**
 * 经分助手. No findOutcome: a receipt query gives each row once, so asking for one message would eat
 * the reports of all others of its call. Reports carry our `bid`, and
 * the pull asks by it: they settle it instead.
 */
export const infocloud: Provider<Credentials> = {
  vendor,
  name: { 'zh-CN': '经分助手', en: 'Infocloud' },
  // 推荐使用 .com.cn rather than .cc
  baseUrl: 'https://opassapi.infocloud.com.cn',
  credentials,
  settings,
  limits: {
    recipientsPerCall: 1000,
    recipientsPerCallMax: 1000,
    textLength: 350,
    perRecipientText: 'always',
    // 验证码类型短信，建议使用接口 SendSms 单独发送
    sharedTextOnly: ['otp'],
    callsPerSecond: 300,
    // Three documents' figures in one bucket: balance, receipts and statistics together.
    queriesPerMinute: 3,
  },
  limitsFor: (channel, template = {}) => ({
    textLength: settings.parse(channel).textLength,
    ...readTemplateLimits(template),
  }),
  extensionOf: (channel) => settings.parse(channel).upExtendCode,
  // 2-3分钟查询到网关回执结果; a receipt can be asked for during 6 hours.
  reportDelayMinutes: { usual: 3, late: 30 },
  codes,
  reportCodes,
  templateCode: {
    title: { 'zh-CN': '模板编号', en: 'Template code' },
    help: {
      'zh-CN': '模板在供应商平台创建并审核，此处填写其模板编号（templateCode）',
      en: 'Templates are made and reviewed in the vendor’s console; enter the code (templateCode) it gave',
    },
    required: true,
  },
  templateSettings,
  callbackHelp: {
    'zh-CN':
      '在企业平台 富媒体消息 → 接口配置 → 接口推送配置 中登记回调地址；上行短信的推送请联系供应商销售开通。',
    en: 'Register the address in the vendor’s console under 富媒体消息 → 接口配置 → 接口推送配置. Replies are opened by the vendor’s sales staff.',
  },
  send,
  valueProblem: bracketProblem,
  templateProblems,
  parseCallback,
  // The document asks only for an answer within a second; this body is ours.
  callbackAnswer: { status: 200, contentType: 'application/json', body: '{"code":200}' },
  balance,
  balanceHelp: {
    'zh-CN':
      '三类短信分别计量。账户余额（金额）≤ 0 时，即使各类短信仍有余量也无法发送；金额请在企业平台查看。',
    en: 'Three kinds of message are counted apart. With the account’s money at 0 or below nothing is sent even if messages remain; see the money in the vendor’s console.',
  },
  // 请求日志记录只能查询最近4天的
  supportLookupDays: 4,
  pullReports,
  statistics,
  diagnose,
}
