import type { CodeEntry } from '../vocabulary.ts'

/** 返回码说明. `failPhones` is not a code but the list of refused numbers in an accepted call. */
export const codes: Record<string, CodeEntry> = {
  '-1': {
    // It also covers 或者其他原因, so it does not promise that nothing was taken.
    failure: 'outcome_unknown',
    text: {
      'zh-CN': '系统繁忙或其他原因，无法确定是否已受理',
      en: 'System busy or another reason: it may or may not have been taken',
    },
    advice: {
      'zh-CN': '等待状态报告，或凭 requestId 联系平台核实，不要直接重发',
      en: 'Wait for delivery reports, or ask the vendor with the requestId; do not simply send again',
    },
  },
  '2000': {
    failure: 'unauthorized',
    text: {
      'zh-CN': '本机出口 IP 不在供应商白名单内',
      en: 'Our outgoing address is not on the vendor’s list',
    },
    advice: {
      'zh-CN': '请在供应商平台把服务器的出口 IP 加入白名单',
      en: 'Have our server’s outgoing address added to the vendor’s list',
    },
  },
  '2001': {
    failure: 'unauthorized',
    text: { 'zh-CN': 'API 授权失败', en: 'API authorisation failed' },
    advice: {
      'zh-CN': '核对 apiKey、AccessKey 与签名算法；检查服务器时间，误差不能超过 60 秒',
      en: 'Check apiKey, AccessKey and signing method, and the server’s clock: it may be off by 60 seconds at most',
    },
  },
  '6000': {
    failure: 'rate_limited',
    text: { 'zh-CN': '访问过于频繁', en: 'Too many calls' },
    advice: {
      'zh-CN': '降低通道每秒调用数；查询类接口每个企业每分钟三次',
      en: 'Lower the channel’s calls a second; queries are limited to three a minute per company',
    },
  },
  '40002': {
    failure: 'insufficient_balance',
    text: { 'zh-CN': '余额不足', en: 'Balance is used up' },
    advice: {
      'zh-CN': '请充值；账户余额 ≤ 0 时，即使套餐还有余量也无法发送',
      en: 'Top up; at a balance of 0 or less nothing is sent even if messages remain',
    },
  },
  '40004': {
    failure: 'rejected',
    text: { 'zh-CN': '参数错误', en: 'A parameter is wrong' },
    advice: {
      'zh-CN': '查看供应商的原始提示；若提示时间戳无效，请校准服务器时间',
      en: 'See the vendor’s own words; if they name the timestamp, set the server’s clock',
    },
  },
  '40005': {
    failure: 'template_unavailable',
    text: { 'zh-CN': '超出模板的参数设置限制', en: 'A limit set for the template was exceeded' },
    advice: {
      'zh-CN':
        '查看该模板在供应商平台上的限制（单号码每日条数、单次人数、每日频次、时段），填写到此处的模板中即可自动遵守',
      en: 'Look at the template’s limits in the vendor’s console (per phone a day, recipients a call, daily frequency, hours) and enter them in the template here: then they are kept',
    },
  },
  '40006': {
    // It concerns the channel, not the recipients: the batch must pause, not burn.
    failure: 'unauthorized',
    text: {
      'zh-CN': '扩展号不匹配，或被企业其他账号占用',
      en: 'The extension number does not fit or belongs to another account',
    },
    advice: {
      'zh-CN': '修改通道的上行扩展码，或留空',
      en: 'Change the channel’s extension number, or leave it empty',
    },
  },
  '60001': {
    failure: 'template_unavailable',
    text: { 'zh-CN': '模板不存在', en: 'No such template' },
    advice: {
      'zh-CN': '核对模板编号；已删除的模板不能发送',
      en: 'Check the template’s code; a deleted template cannot be used',
    },
  },
  '60002': {
    failure: 'rejected',
    text: {
      'zh-CN': '号码数量与参数数量不一致',
      en: 'The numbers of phones and of value sets differ',
    },
  },
  '60003': {
    failure: 'template_unavailable',
    text: {
      'zh-CN': '变量个数与模板不一致',
      en: 'The number of variables differs from the template’s',
    },
    advice: {
      'zh-CN': '把这里的模板内容改成与供应商平台上的一致；动态签名的模板请打开通道的动态签名',
      en: 'Make the template here the same as in the vendor’s console; for a variable signature turn that setting of the channel on',
    },
  },
  '60004': {
    failure: 'rejected',
    text: {
      'zh-CN': '变量值超过模板设置的最大长度',
      en: 'A value is longer than the template allows',
    },
    advice: {
      'zh-CN': '缩短变量值，或新建变量更长的模板',
      en: 'Shorten the value, or make a template with longer variables',
    },
  },
  '60005': {
    failure: 'rejected',
    text: { 'zh-CN': '没有可以发送的内容', en: 'There is nothing to send' },
  },
  '60006': {
    failure: 'template_unavailable',
    text: { 'zh-CN': '模板参数变量格式错误', en: 'The values’ form is wrong for the template' },
    advice: {
      'zh-CN': '核对模板的变量，以及值中的特殊字符',
      en: 'Check the template’s variables, and special characters in the values',
    },
  },
  '60007': {
    failure: 'rejected',
    text: { 'zh-CN': '手机号格式错误', en: 'A phone number’s form is wrong' },
  },
  '60008': {
    failure: 'rejected',
    text: { 'zh-CN': '一次提交的手机号多于 1000 个', en: 'More than 1,000 phones in a call' },
    advice: {
      'zh-CN': '把通道的每次号码数改为 1000 以内',
      en: 'Set the channel’s recipients a call to 1,000 or less',
    },
  },
  '60009': {
    failure: 'unavailable',
    text: {
      'zh-CN': '短信资源被锁定，未受理，会自动重试',
      en: 'The resource is locked: not taken, will be tried again',
    },
  },
  failPhones: {
    failure: 'rejected',
    text: {
      'zh-CN': '号码格式不正确，或在供应商黑名单中',
      en: 'The number is malformed or on the vendor’s blacklist',
    },
  },
}
