import type { CodeEntry } from '../vocabulary.ts'

/**
 * 状态码定义 of the sending and the balance interface, and the samples' 参数错误. The status of all is
 * "0": the words are the code (read-words.ts).
 */
export const codes: Record<string, CodeEntry> = {
  账号或密码错误: {
    failure: 'unauthorized',
    text: { 'zh-CN': '账号或密码错误', en: 'Wrong account or key' },
    advice: { 'zh-CN': '核对通道的 appId 与 appKey', en: 'Check the channel’s appId and appKey' },
  },
  IP受限: {
    failure: 'unauthorized',
    text: {
      'zh-CN': '本机出口 IP 不在供应商允许的范围内',
      en: 'Our outgoing address is not on the vendor’s list',
    },
    advice: {
      'zh-CN': '请供应商把服务器的出口 IP 加入白名单',
      en: 'Have our server’s outgoing address added to the vendor’s list',
    },
  },
  '您的账户已被锁定,请联系您的专属客服': {
    failure: 'unauthorized',
    text: { 'zh-CN': '账户已被锁定', en: 'The account is locked' },
    advice: {
      'zh-CN': '联系专属客服解锁，客服热线 400-68-10658',
      en: 'Have the vendor’s staff unlock it, hotline 400-68-10658',
    },
  },
  余额不足: {
    failure: 'insufficient_balance',
    text: { 'zh-CN': '余额不足', en: 'Balance is used up' },
    advice: { 'zh-CN': '请充值后继续', en: 'Top up, then go on' },
  },
  缺少参数: {
    failure: 'rejected',
    text: { 'zh-CN': '缺少参数', en: 'A parameter is missing' },
  },
  参数错误: {
    failure: 'rejected',
    text: { 'zh-CN': '参数错误', en: 'A parameter is wrong' },
    advice: {
      'zh-CN': '检查短信内容与号码；定时发送须晚于提交时间 30 分钟以上',
      en: 'Check text and phones; a scheduled time must be more than 30 minutes ahead',
    },
  },
  模板不存在或者未通过: {
    failure: 'template_unavailable',
    text: { 'zh-CN': '模板不存在或未通过审核', en: 'No such template, or it is not approved' },
    advice: {
      'zh-CN': '向供应商确认该内容是否需要报备模板',
      en: 'Ask the vendor whether this text needs a registered template',
    },
  },
  模板id格式不正确: {
    failure: 'template_unavailable',
    text: { 'zh-CN': '模板 id 格式不正确', en: 'The template’s id has a wrong format' },
  },
  手机号码格式不正确: {
    failure: 'rejected',
    text: { 'zh-CN': '手机号码格式不正确', en: 'A phone number has a wrong format' },
  },
  该号码今日发送次数已达上限: {
    // Of one number in the call, and nobody is told which: smaller calls find it.
    failure: 'rejected',
    text: {
      'zh-CN': '该号码今日的发送次数已达上限',
      en: 'The phone has had its messages for today',
    },
    advice: {
      'zh-CN': '改日再发；在通道中填写单号码每日上限，可提前看到',
      en: 'Send on another day; set the channel’s limit per phone a day to see it beforehand',
    },
  },
  相同手机号码一分钟之内只可发送一次: {
    failure: 'rate_limited',
    text: {
      'zh-CN': '同一号码一分钟内只能发送一次',
      en: 'One message a minute to the same phone',
    },
    advice: {
      'zh-CN': '稍后自动重试；若频繁出现，请调大通道的单号码间隔',
      en: 'It is tried again by itself; if it comes often, raise the channel’s interval per phone',
    },
  },
  当日发送量已超出最大发送限制: {
    failure: 'rate_limited',
    text: {
      'zh-CN': '账户当日的发送量已达上限',
      en: 'The account has sent all it may today',
    },
    advice: {
      'zh-CN': '请供应商调高上限，或改日继续',
      en: 'Have the vendor raise the limit, or go on another day',
    },
  },
  '未知原因,请联系客服': {
    // It does not say whether the call was taken.
    failure: 'outcome_unknown',
    text: {
      'zh-CN': '供应商未说明原因，无法确定是否已受理',
      en: 'The vendor gives no reason: it may or may not have been taken',
    },
    advice: {
      'zh-CN': '等待状态报告，或联系客服核实，不要直接重发',
      en: 'Wait for delivery reports, or ask the vendor; do not simply send again',
    },
  },
  successCounts: {
    // No code of the vendor: an answer of success that counts fewer than were sent.
    failure: 'outcome_unknown',
    text: {
      'zh-CN': '供应商只受理了部分号码，未说明是哪些',
      en: 'The vendor took only some of the phones and does not say which',
    },
    advice: {
      'zh-CN': '等待状态报告，收到报告的号码会自动确认',
      en: 'Wait for delivery reports: each settles its phone',
    },
  },
}
