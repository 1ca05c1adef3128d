import { z } from 'zod'
import type { Call } from '../call.ts'

export const vendor = 'smsadmin'

export const credentials = z.object({
  uid: z
    .string()
    .trim()
    .min(1)
    .meta({
      field: {
        title: { 'zh-CN': '用户 ID（uid）', en: 'User ID (uid)' },
        help: {
          'zh-CN': '您在通用短信平台中的帐号信息',
          en: 'Your account at the vendor’s platform',
        },
      },
    }),
  pwd: z
    .string()
    .min(1)
    .meta({
      field: {
        title: { 'zh-CN': '密码（pwd）', en: 'Password (pwd)' },
        help: {
          'zh-CN':
            '该供应商的接口走 http：查询余额、敏感字、回复和报告时密码以明文传输，请勿与其他系统共用此密码',
          en: 'This vendor is called over plain http: balance, words, replies and reports carry the password as it is. Use it for nothing else',
        },
        secret: true,
      },
    }),
})

export type Credentials = z.infer<typeof credentials>
export type SmsadminCall = Call<Credentials>

const sending = {
  method: z
    .enum(['post', 'get'])
    .default('post')
    .meta({
      field: {
        title: { 'zh-CN': '提交方式', en: 'Way of submitting' },
        help: {
          'zh-CN': 'POST 每次最多 1000 个号码，GET 每次最多 100 个',
          en: 'POST takes up to 1,000 numbers a call, GET up to 100',
        },
        options: { post: { 'zh-CN': 'POST', en: 'POST' }, get: { 'zh-CN': 'GET', en: 'GET' } },
      },
    }),
  style: z
    .enum(['md5', 'plain', 'urldecode'])
    .default('md5')
    .meta({
      field: {
        title: { 'zh-CN': '接口类型', en: 'Kind of address' },
        help: {
          'zh-CN':
            '含换行、空格或特殊字符的内容会自动改用 urldecode 地址（md5 方式则用点点通），每人内容不同时用点点通',
          en: 'A text with line breaks, spaces or special characters goes by urldecode (by ddt where md5 is chosen), different texts by ddt',
        },
        options: {
          md5: { 'zh-CN': 'md5（密码加密）', en: 'md5 (hashed password)' },
          plain: { 'zh-CN': '普通（密码明文）', en: 'Plain (password as it is)' },
          urldecode: { 'zh-CN': 'urldecode（密码明文）', en: 'urldecode (password as it is)' },
        },
      },
    }),
}

/** The document's prose and its example disagree (see vendors' readings): the example holds. */
const ddtFirstVariable = z
  .enum(['1', '0'])
  .default('1')
  .meta({
    field: {
      title: { 'zh-CN': '点点通第一个变量的序号', en: 'Number of the first ddt variable' },
      help: {
        'zh-CN':
          '1：{value0} 是手机号，{value1} 是第一个变量（文档示例）；0：{value0} 是第一个变量',
        en: '1: {value0} is the phone and {value1} the first variable (the document’s example); 0: {value0} is the first variable',
      },
    },
  })

/** The document names the limit only in code 7: this value is ours until then. */
const textLength = z
  .number()
  .int()
  .min(1)
  .max(2_000)
  .default(350)
  .meta({
    field: {
      title: { 'zh-CN': '单条最多字数', en: 'Most characters in a text' },
      help: {
        'zh-CN': '含签名。供应商返回“超过 XX 个字”时自动改为 XX',
        en: 'Signature included. Set by itself when the vendor says “more than XX characters”',
      },
      input: 'number',
    },
  })

const asking = {
  pullsOpen: z
    .boolean()
    .default(false)
    .meta({
      field: {
        title: { 'zh-CN': '主动获取回复和状态报告', en: 'Fetch replies and reports' },
        help: {
          'zh-CN': '需通道支持：请供应商开通后再打开',
          en: 'Only where the vendor has opened it for this channel',
        },
      },
    }),
  replyPull: z
    .enum(['reve_urlencode', 'reve'])
    .default('reve_urlencode')
    .meta({
      field: {
        title: { 'zh-CN': '获取回复的接口', en: 'Address for fetching replies' },
        help: {
          'zh-CN': 'reve_urlencode 对回复内容编码，换行和“/”不会出错',
          en: 'reve_urlencode encodes what was replied, so that line breaks and “/” come whole',
        },
      },
    }),
  balanceUnit: z
    .enum(['messages', 'cny'])
    .default('messages')
    .meta({
      field: {
        title: { 'zh-CN': '“剩余资费”的单位', en: 'Unit of the balance' },
        help: {
          'zh-CN': '文档没有说明单位，请向供应商确认',
          en: 'The document does not say: ask the vendor',
        },
        options: {
          messages: { 'zh-CN': '条', en: 'Messages' },
          cny: { 'zh-CN': '元', en: 'CNY' },
        },
      },
    }),
}

export const settings = z.object({ ...sending, ddtFirstVariable, textLength, ...asking })

export type ChannelSettings = z.infer<typeof settings>
