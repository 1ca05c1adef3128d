import { z } from 'zod'
import type { TemplateLimits } from '../contract.ts'
import type { Localized, Settings } from '../vocabulary.ts'

const count = (max: number, title: Localized, help?: Localized) =>
  z
    .number()
    .int()
    .min(1)
    .max(max)
    .nullish()
    .meta({ field: { title, ...(help ? { help } : {}), input: 'number' } })

const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d'

/**
 * The limits one may set with a template in the vendor's console (短信模板FAQ), entered here by hand
 * because no call tells them; breaking one is 40005.
 */
export const templateSettings = z.object({
  perPhoneDaily: count(
    10_000,
    { 'zh-CN': '每个号码每天最多条数', en: 'Messages a phone a day' },
    {
      'zh-CN': '以下限制请按供应商平台上创建模板时的配置填写，没有配置的留空',
      en: 'Enter these limits as they were set when the template was made in the vendor’s console; leave empty what was not',
    },
  ),
  recipientsPerCall: count(1000, { 'zh-CN': '单次最多人数', en: 'Recipients a call' }),
  callsDaily: count(1_000_000, { 'zh-CN': '每天最多发送次数', en: 'Calls a day' }),
  hours: z
    .string()
    .trim()
    .regex(new RegExp(`^(?:${clock}-${clock})?$`))
    .nullish()
    .meta({
      field: {
        title: { 'zh-CN': '可发送时段', en: 'Hours' },
        help: {
          'zh-CN': '北京时间，如 08:00-20:00；时段以外的短信自动等待',
          en: 'Asia/Shanghai, such as 08:00-20:00; outside them messages wait',
        },
      },
    }),
})

/** What a template's settings make of the limits. */
export function readTemplateLimits(settings: Settings) {
  const { recipientsPerCall, perPhoneDaily, callsDaily, hours } = templateSettings.parse(settings)
  const [from, to] = hours?.split('-') ?? []
  const template: TemplateLimits = {
    ...(perPhoneDaily ? { perPhoneDaily } : {}),
    ...(callsDaily ? { callsDaily } : {}),
    ...(from && to ? { hours: { from, to } } : {}),
  }
  return {
    ...(recipientsPerCall ? { recipientsPerCallMax: recipientsPerCall } : {}),
    ...(Object.keys(template).length > 0 ? { template } : {}),
  }
}
