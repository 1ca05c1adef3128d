import { z } from 'zod'
import { roles } from '#lib/auth/roles.ts'

// One sentence a rule: each names its key of the `validation` catalogue.
const email = z.string().trim().toLowerCase().min(1).max(254).pipe(z.email())
const name = z.string().trim().min(1).max(60)
/** At least 10 characters, as OWASP has it without a second factor; no rules about signs. */
export const password = z.string().min(10, 'password_short').max(200)
const id = z.uuid()

/** `password` absent: one is made and given back once. */
export const AddUserInput = z.object({
  email,
  name,
  role: z.enum(roles),
  password: password.optional(),
})
export const UpdateUserInput = z.object({ id, name, role: z.enum(roles) })
export const UserIdInput = z.object({ id })
export const ChangePasswordInput = z
  .object({ current: z.string().min(1).max(1024), next: password, repeat: z.string() })
  .refine((input) => input.next === input.repeat, { path: ['repeat'], message: 'password_same' })
export const FirstUserInput = z
  .object({ email, name, password, repeat: z.string() })
  .refine((input) => input.password === input.repeat, {
    path: ['repeat'],
    message: 'password_same',
  })

export const ListUsersInput = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  role: z.enum(roles).optional().catch(undefined),
  state: z.enum(['active', 'disabled']).optional().catch(undefined),
  cursor: z.string().optional(),
  before: z.string().optional(),
})
