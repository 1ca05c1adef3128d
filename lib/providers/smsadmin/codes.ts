import type { CodeEntry } from '../vocabulary.ts'

/** 返回值 of 2–6. The last two are ours: recipients that are never sent, and say why. */
export const codes: Record<string, CodeEntry> = {
  '1': {
    failure: 'unauthorized',
    text: { 'zh-CN': '用户名或密码错误', en: 'User name or password is wrong' },
    advice: {
      'zh-CN': '核对通道的用户 ID 和密码；密码填明文，需要时自动做 md5',
      en: 'Check the channel’s uid and password; enter the password itself, it is hashed where needed',
    },
  },
  '2': {
    failure: 'insufficient_balance',
    text: { 'zh-CN': '余额不足', en: 'Balance is used up' },
    advice: { 'zh-CN': '请联系供应商业务员充值', en: 'Have the vendor’s sales staff top it up' },
  },
  '3': {
    failure: 'rejected',
    text: { 'zh-CN': '超过每次发送最大量', en: 'Too many recipients in a call' },
    advice: {
      'zh-CN': 'GET 每次最多 100 个号码，POST 和点点通最多 1000 个，请调低通道的每次号码数',
      en: 'GET takes 100, POST and ddt 1,000: lower the channel’s recipients a call',
    },
  },
  '4': {
    failure: 'unauthorized',
    text: { 'zh-CN': '此用户不允许发送', en: 'This user may not send' },
    advice: {
      'zh-CN': '此用户 ID 不可用，请联系供应商',
      en: 'The uid cannot be used: ask the vendor',
    },
  },
  '5': {
    failure: 'rejected',
    text: { 'zh-CN': '手机号或短信内容为空', en: 'Phone or text is empty' },
  },
  '7': {
    failure: 'rejected',
    text: {
      'zh-CN': '短信超过通道支持的最大字数',
      en: 'The text is longer than the channel allows',
    },
    advice: {
      'zh-CN': '供应商给出的字数已记入通道设置，请缩短内容后重新导入',
      en: 'The limit it names is now the channel’s: shorten the text and import again',
    },
  },
  '8': {
    failure: 'unauthorized',
    text: { 'zh-CN': '用户已冻结', en: 'The account is frozen' },
    advice: { 'zh-CN': '请联系供应商客服', en: 'Ask the vendor’s support' },
  },
  not_mobile: {
    failure: 'rejected',
    text: {
      'zh-CN': '不是手机号，该供应商会不加说明地丢弃，未提交',
      en: 'No mobile number: this vendor would drop it without a word, so it was not sent',
    },
  },
  not_carried: {
    failure: 'rejected',
    text: {
      'zh-CN': '内容含该供应商不能传输的字符，未提交',
      en: 'The text has characters that this vendor cannot carry, so it was not sent',
    },
    advice: {
      'zh-CN': '去掉表情等 GBK 以外的字符；变量值中不能有英文逗号和分号',
      en: 'Remove emoji and whatever is not in GBK; values must not contain “,” or “;”',
    },
  },
}
