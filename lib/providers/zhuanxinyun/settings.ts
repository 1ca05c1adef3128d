import { z } from 'zod'
import type { Call } from '../call.ts'

export const vendor = 'zhuanxinyun'

export const credentials = z.object({
  appKey: z
    .string()
    .trim()
    .min(1)
    .meta({
      field: {
        title: { 'zh-CN': '公钥 appKey', en: 'appKey (public key)' },
        help: {
          'zh-CN':
            '账户开通 API 接口后由客服提供，或登录用户后台的 API 设置界面查看。接口绑定 IP：请在短信后台添加本服务器的白名单 IP，或与管理员联系',
          en: 'Given by the vendor’s staff when the API is opened, or shown in its console under API settings. The API is bound to addresses: have our server’s added there',
        },
      },
    }),
  appSecret: z
    .string()
    .trim()
    .min(1)
    .meta({
      field: { title: { 'zh-CN': '私钥 appSecret', en: 'appSecret (private key)' }, secret: true },
    }),
})

export type Credentials = z.infer<typeof credentials>
export type ZhuanxinyunCall = Call<Credentials>

export const settings = z.object({
  format: z
    .enum(['json', 'xml'])
    .default('json')
    .meta({
      field: {
        title: { 'zh-CN': '响应格式', en: 'Format of answers' },
        options: { json: { 'zh-CN': 'JSON', en: 'JSON' }, xml: { 'zh-CN': 'XML', en: 'XML' } },
      },
    }),
  extraNum: z
    .string()
    .regex(/^\d{0,6}$/)
    .default('')
    .meta({
      field: {
        title: { 'zh-CN': '扩展号 extraNum', en: 'Extension number (extraNum)' },
        help: {
          'zh-CN': '支持接入号拓展，默认最多 6 位数字；不需要请留空',
          en: 'Extends the access number, up to 6 digits; leave it empty when not needed',
        },
      },
    }),
  // The document names no limit: 350 is what the other vendors carry, so that a batch can move (ours).
  textLength: z
    .number()
    .int()
    .min(70)
    .max(1000)
    .default(350)
    .meta({
      field: {
        title: { 'zh-CN': '单条最多字数', en: 'Most characters in a text' },
        help: {
          'zh-CN': '含签名。供应商文档未注明上限，请以合同为准',
          en: 'Signature included. The vendor’s document names no limit: see the contract',
        },
        input: 'number',
      },
    }),
})
