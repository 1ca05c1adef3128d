import type { CodeEntry } from '../vocabulary.ts'

/** 错误代码, the document's last page; 000000 is its yes. */
export const codes: Record<string, CodeEntry> = {
  '100001': {
    failure: 'rejected',
    text: { 'zh-CN': '参数格式错误', en: 'A parameter’s form is wrong' },
    advice: {
      'zh-CN': '检查通道的扩展号与短信内容；凭批次号联系供应商核对',
      en: 'Check the channel’s extension number and the text; ask the vendor with the batch number',
    },
  },
  '100002': {
    failure: 'unauthorized',
    text: { 'zh-CN': '账户不存在或状态异常', en: 'No such account, or it is not in order' },
    advice: {
      'zh-CN': '核对 appKey，或联系供应商客服确认账户状态',
      en: 'Check the appKey, or ask the vendor about the account',
    },
  },
  '100003': {
    failure: 'unauthorized',
    text: { 'zh-CN': 'appSecret 错误', en: 'The appSecret is wrong' },
    advice: { 'zh-CN': '核对通道的 appSecret', en: 'Check the channel’s appSecret' },
  },
  '100004': {
    failure: 'unauthorized',
    text: {
      'zh-CN': '请求 IP 不在供应商白名单内',
      en: 'Our address is not on the vendor’s list',
    },
    advice: {
      'zh-CN': '请在供应商后台的 API 设置页面添加白名单，或与管理员联系',
      en: 'Add our address in the vendor’s console under API settings, or ask its staff',
    },
  },
  '100005': {
    failure: 'rejected',
    text: { 'zh-CN': '单次提交超过 1000 条', en: 'More than 1,000 messages in a call' },
    advice: {
      'zh-CN': '把通道的每次号码数改为 1000 以内',
      en: 'Set the channel’s recipients a call to 1,000 or less',
    },
  },
  '100006': {
    failure: 'rejected',
    text: {
      'zh-CN': 'missionNum 数量与手机号数量不一致',
      en: 'The numbers of missionNums and of phones differ',
    },
  },
  '100007': {
    failure: 'rejected',
    text: { 'zh-CN': '有号码格式错误', en: 'A phone number’s form is wrong' },
    advice: { 'zh-CN': '核对手机号后重新发送', en: 'Correct the number and send again' },
  },
  '100008': {
    // About single phones: a call refused for it is cut until only the guilty are refused.
    failure: 'rejected',
    text: {
      'zh-CN': '号码在一定时间段内请求频次过多',
      en: 'Too many messages to this phone in a short time',
    },
    advice: {
      'zh-CN': '稍后再发；可在通道中设置单号码间隔和每日上限，避免再次被拒',
      en: 'Send later; set the channel’s interval and daily limit per phone so that it does not happen again',
    },
  },
  '100009': {
    failure: 'insufficient_balance',
    text: { 'zh-CN': '账户余额不足', en: 'Balance is used up' },
    advice: { 'zh-CN': '请充值后继续', en: 'Top up, then go on' },
  },
  '100010': {
    // It holds for the rest of the day: the messages wait, and the batch pauses when it goes on.
    failure: 'rate_limited',
    text: { 'zh-CN': '达到日流量限制', en: 'The daily limit is reached' },
    advice: {
      'zh-CN': '次日再发，或联系供应商提高日流量；可在通道中设置账户每日上限',
      en: 'Send tomorrow, or have the vendor raise the limit; set the channel’s daily limit to it',
    },
  },
  '100011': {
    failure: 'template_unavailable',
    text: { 'zh-CN': '找不到模板', en: 'No such template' },
    advice: {
      'zh-CN': '核对模板编号 templateId',
      en: 'Check the template’s code (templateId)',
    },
  },
  '100012': {
    failure: 'rejected',
    text: {
      'zh-CN': '短信条数与手机号数量不一致',
      en: 'The numbers of texts and of phones differ',
    },
  },
  '100013': {
    // Whatever the recipient: all of them would be refused.
    failure: 'template_unavailable',
    text: { 'zh-CN': '短信内容与模板不匹配', en: 'The text does not fit the template' },
    advice: {
      'zh-CN': '把这里的模板内容与签名改成与供应商处的一致，或去掉模板编号按普通短信发送',
      en: 'Make text and signature here the same as the vendor’s, or take the template’s code away and send plain texts',
    },
  },
  '100014': {
    failure: 'rate_limited',
    text: { 'zh-CN': '访问频率过高', en: 'Too many calls' },
    advice: {
      'zh-CN': '降低通道每秒调用数；余额建议间隔 20 秒查询一次',
      en: 'Lower the channel’s calls a second; the balance should be asked for every 20 seconds',
    },
  },
  '999999': {
    // It does not say whether the call was taken before the system failed.
    failure: 'outcome_unknown',
    text: {
      'zh-CN': '系统错误，无法确定是否已受理',
      en: 'System error: it may or may not have been taken',
    },
    advice: {
      'zh-CN': '等待状态报告，或凭批次号与供应商核对，不要直接重发',
      en: 'Wait for delivery reports, or check with the vendor by the batch number; do not simply send again',
    },
  },
}
