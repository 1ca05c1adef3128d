import { z } from 'zod'
import { isRange } from '#lib/addresses/ranges.ts'
import { checkBaseUrl } from '#lib/providers/http.ts'

const price = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .pipe(z.string().regex(/^\d{1,8}(\.\d{1,4})?$/, 'price_form'))

const count = (max: number) => z.coerce.number().int().min(1).max(max)
/** Null goes back to the vendor's own value. */
const orVendors = <T extends z.ZodType>(schema: T) => schema.nullable().optional()

const baseUrl = z
  .string()
  .trim()
  .max(500)
  .transform((value) => value.replace(/\/+$/, ''))
  .superRefine((value, issues) => {
    const problem = checkBaseUrl(value)
    if (problem) issues.addIssue({ code: 'custom', message: problem.code })
  })

const limits = z.strictObject({
  perPhoneIntervalSeconds: count(86_400).optional(),
  perPhoneDaily: z
    .strictObject({
      notification: count(100_000).optional(),
      marketing: count(100_000).optional(),
      otp: count(100_000).optional(),
    })
    .optional(),
  accountDaily: count(1_000_000_000).optional(),
})

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'clock_form')
const quietHours = z.strictObject({ from: clock, to: clock })
const optOutWords = z
  .string()
  .trim()
  .max(20)
  .transform((text) => text || null)

const fields = {
  name: z.string().trim().min(1).max(60),
  /** Null: the vendor's own address. */
  baseUrl: orVendors(baseUrl),
  /** As the vendor's `credentials` schema; an empty value keeps the old one in an update. */
  credentials: z.record(z.string(), z.string().max(500)),
  /** As the vendor's `settings` schema. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** CNY a segment, up to four decimals. */
  price: price.default('0'),
  recipientsPerCall: orVendors(count(10_000)),
  callsPerSecond: orVendors(count(10_000)),
  limits: limits.default({}),
  /** Below it a balance is marked: CNY or messages, as the vendor counts. */
  lowBalance: orVendors(price),
  /** Hours in Asia/Shanghai in which marketing waits; null: never. */
  quietHours: quietHours.nullable().optional(),
  /** What marketing must say on this channel, such as 退订回T; null or empty: nothing. */
  optOutWords: optOutWords.nullable().optional(),
}

export const AddChannelInput = z.object({ vendor: z.string().min(1), ...fields })

/** What is absent stays as it is. */
export const UpdateChannelInput = z.object({
  id: z.uuid(),
  name: fields.name.optional(),
  baseUrl: fields.baseUrl,
  credentials: fields.credentials.optional(),
  settings: fields.settings.unwrap().optional(),
  price: price.optional(),
  recipientsPerCall: fields.recipientsPerCall,
  callsPerSecond: fields.callsPerSecond,
  limits: limits.optional(),
  lowBalance: fields.lowBalance,
  quietHours: fields.quietHours,
  optOutWords: fields.optOutWords,
})

export const ChannelId = z.object({ id: z.uuid() })

/** For how long the old callback address stays good: up to 90 days. */
export const RotateCallbackInput = z.object({ id: z.uuid(), keepHours: count(2160) })

export const CallbackSourcesInput = z.object({
  id: z.uuid(),
  /** Addresses and CIDR ranges; none means any. */
  sources: z
    .array(z.string().trim())
    .max(100)
    .refine((all) => all.every(isRange), 'range_form'),
})

export const ListChannelsInput = z.object({
  q: z.string().trim().max(60).optional().catch(undefined),
  vendor: z.string().max(40).optional().catch(undefined),
  state: z.enum(['active', 'paused']).optional().catch(undefined),
})

export type ListChannels = z.input<typeof ListChannelsInput>
export type AddChannel = z.input<typeof AddChannelInput>
export type UpdateChannel = z.input<typeof UpdateChannelInput>
