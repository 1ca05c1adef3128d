import { z } from 'zod'
import type { Call } from '../call.ts'

export const vendor = 'upyun'

export const credentials = z.object({
  token: z
    .string()
    .trim()
    .min(1)
    .meta({
      field: {
        title: { 'zh-CN': '短信 Token', en: 'SMS token' },
        help: {
          'zh-CN': '又拍云控制台：云产品 → 短信服务',
          en: 'In Upyun’s console under 云产品 → 短信服务',
        },
        secret: true,
      },
    }),
})

export type Credentials = z.infer<typeof credentials>
export type UpyunCall = Call<Credentials>

/** The channel has no settings of its own: all of them belong to the template. */
export const settings = z.object({})

export const templateSettings = z.object({
  signLocation: z
    .enum(['top', 'bottom'])
    .default('top')
    .meta({
      field: {
        title: { 'zh-CN': '签名位置', en: 'Place of the signature' },
        options: {
          top: { 'zh-CN': '开头', en: 'Before the text' },
          bottom: { 'zh-CN': '结尾', en: 'After the text' },
        },
      },
    }),
  reportType: z
    .enum(['general', 'vip'])
    .default('general')
    .meta({
      field: {
        title: { 'zh-CN': '签名通道类型', en: 'Kind of signature channel' },
        help: {
          'zh-CN':
            '普通：审核 4–5 个工作日，签名已报备则 1–3 小时。免审：无需报备签名，1–3 个工作小时。两种套餐分开计费',
          en: 'General: review takes 4–5 working days, or 1–3 hours once the signature is known. Vip: no registered signature, 1–3 working hours. Each has its own packages',
        },
        options: {
          general: { 'zh-CN': '普通签名通道', en: 'General' },
          vip: { 'zh-CN': '免审签名通道', en: 'Vip (no signature review)' },
        },
      },
    }),
})
