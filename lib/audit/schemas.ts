import { z } from 'zod'

const day = z.iso
  .date()
  .refine((text) => text >= '1970' && text < '9999')
  .optional()
  .catch(undefined)

/** `from` and `to` are days of Asia/Shanghai, both included; what cannot be read counts as absent. */
export const ListAuditInput = z.object({
  actor: z.uuid().optional().catch(undefined),
  via: z.enum(['console', 'cli', 'system']).optional().catch(undefined),
  /** One or more, joined with commas. */
  action: z.string().max(1000).optional().catch(undefined),
  target: z.string().trim().max(100).optional().catch(undefined),
  from: day,
  to: day,
  cursor: z.string().optional(),
  before: z.string().optional(),
})
