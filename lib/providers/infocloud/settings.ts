import { z } from 'zod'
import type { Call } from '../call.ts'
import { signMethods } from './sign.ts'

export const vendor = 'infocloud'

export const credentials = z.object({
  apiKey: z
    .string()
    .trim()
    .min(1)
    .meta({
      field: {
        title: { 'zh-CN': 'apiKey', en: 'apiKey' },
        help: {
          'zh-CN': '企业平台：富媒体消息 → 接口配置 → 接口信息',
          en: 'In the vendor’s console under 富媒体消息 → 接口配置 → 接口信息',
        },
      },
    }),
  accessKey: z
    .string()
    .trim()
    .min(1)
    .meta({ field: { title: { 'zh-CN': 'AccessKey', en: 'AccessKey' }, secret: true } }),
})

export type Credentials = z.infer<typeof credentials>
export type InfocloudCall = Call<Credentials>

export const settings = z.object({
  signMethod: z
    .enum(signMethods)
    .default('HmacSHA256')
    .meta({ field: { title: { 'zh-CN': '签名算法', en: 'Signing method' } } }),
  upExtendCode: z
    .string()
    .regex(/^\d{0,10}$/)
    .default('')
    .meta({
      field: {
        title: { 'zh-CN': '上行扩展码', en: 'Extension number' },
        help: {
          'zh-CN': '仅数字，默认取值范围 1~99；不需要请留空',
          en: 'Digits, usually 1 to 99; leave it empty when not needed',
        },
      },
    }),
  // The document allows templates of 500 characters and advises less than 450 (短信模板FAQ); 350 is
  // what the other vendors carry, so that a batch can move (ours).
  textLength: z
    .number()
    .int()
    .min(70)
    .max(500)
    .default(350)
    .meta({
      field: {
        title: { 'zh-CN': '单条最多字数', en: 'Most characters in a text' },
        help: {
          'zh-CN': '含签名。供应商允许 500 字，建议不超过 450 字',
          en: 'Signature included. The vendor allows 500 and advises less than 450',
        },
        input: 'number',
      },
    }),
  dynamicSignature: z
    .boolean()
    .default(false)
    .meta({
      field: {
        title: { 'zh-CN': '动态签名', en: 'Signature as a variable' },
        help: {
          'zh-CN': '供应商侧的模板以 {动态签名,20} 开头时打开：签名作为第一个变量发送',
          en: 'On when the vendor’s templates begin with {动态签名,20}: the signature is sent as first value',
        },
      },
    }),
})
