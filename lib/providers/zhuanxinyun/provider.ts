import type { Provider } from '../contract.ts'
import { bracketProblem } from '../template-rules.ts'
import { balance } from './balance.ts'
import { codes } from './codes.ts'
import { parseCallback } from './parse-callback.ts'
import { pullReplies, pullReports } from './pulls.ts'
import { reportCodes } from './report-codes.ts'
import { send } from './send.ts'
import { type Credentials, credentials, settings, vendor } from './settings.ts'
import { templateProblems } from './template-problems.ts'

/**
 * 专信云. No findOutcome: reports, pushed or pulled, carry our references and settle an unknown
 * outcome themselves, and no query asks for a call that has none yet.
 */
export const zhuanxinyun: Provider<Credentials> = {
  vendor,
  name: { 'zh-CN': '专信云', en: 'Zhuanxinyun' },
  baseUrl: 'https://api.zhuanxinyun.com',
  credentials,
  settings,
  limits: {
    // 单次最大提交1000个号码; calls and queries are limited (100014) without a number: ours.
    recipientsPerCall: 1000,
    recipientsPerCallMax: 1000,
    textLength: 350,
    perRecipientText: 'with_template_code',
    callsPerSecond: 10,
    queriesPerMinute: 60,
    // 建议间隔20秒执行1次
    balanceIntervalSeconds: 20,
  },
  limitsFor: (channel) => ({ textLength: settings.parse(channel).textLength }),
  extensionOf: (channel) => settings.parse(channel).extraNum,
  // Not stated: ours.
  reportDelayMinutes: { usual: 5, late: 60 },
  codes,
  reportCodes,
  templateCode: {
    title: { 'zh-CN': '模板编号 templateId', en: 'Template code (templateId)' },
    help: {
      'zh-CN':
        '供应商处已报备模板的编号。填写后，不同收件人的不同内容可以一次提交（sendTplSms）；不填则按普通短信逐条内容提交',
      en: 'The code of a template known to the vendor. With it one call carries a text for each recipient (sendTplSms); without it each text goes in a call of its own',
    },
    required: false,
  },
  callbackHelp: {
    'zh-CN':
      '把回调地址交给供应商登记为短信状态和回复短信的接收 URL，两者可以是同一个地址。推送为 XML，可能不重复，请保持地址可达。',
    en: 'Give the address to the vendor as the URL for both reports and replies; one address serves for both. Pushes are XML and may not be repeated: keep it reachable.',
  },
  send,
  valueProblem: bracketProblem,
  templateProblems,
  parseCallback,
  // The document asks for no particular answer: ours.
  callbackAnswer: { status: 200, contentType: 'text/plain', body: 'ok' },
  balance,
  pullReports,
  pullReplies,
}
