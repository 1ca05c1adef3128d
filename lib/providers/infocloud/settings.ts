import { z } from 'zod'
import type { Call } from '../contract.ts'
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
