import { z } from 'zod'
import type { Call } from '../call.ts'

export const vendor = 'veesing'

export const credentials = z.object({
  appId: z
    .string()
    .trim()
    .min(1)
    .meta({
      field: {
        title: { 'zh-CN': '账户标识 appId', en: 'appId' },
        help: {
          'zh-CN': '平台首页的账号信息栏可查看',
          en: 'In the account panel on the front page of the vendor’s console',
        },
      },
    }),
  appKey: z
    .string()
    .trim()
    .min(1)
    .meta({
      field: {
        title: { 'zh-CN': '账户密钥 appKey', en: 'appKey' },
        help: {
          'zh-CN': '平台首页的账号信息栏，校验身份后可查看',
          en: 'In the same panel, after proving who you are',
        },
        secret: true,
      },
    }),
})

export type Credentials = z.infer<typeof credentials>
export type VeesingCall = Call<Credentials>

/** The channel has no settings of its own. */
export const settings = z.object({})
