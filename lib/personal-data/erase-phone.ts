import { z } from 'zod'
import { appendAudit } from '#lib/audit/append.ts'
import { hasRole } from '#lib/auth/roles.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { isReadable, readPhoneToken } from '#lib/messages/phone-token.ts'
import { normalisePhone } from '#lib/recipients/normalise-phone.ts'
import { eraseMessages, requireNoCall } from './erase-messages.ts'
import { eraseNamed } from './erase-named.ts'
import { applyPushesAbout, erasePushes } from './erase-pushes.ts'
import { eraseRecords } from './erase-records.ts'
import { eraseRefused, eraseWords } from './erase-trails.ts'
import { eraseUploads } from './erase-uploads.ts'
import { writtenAs } from './written-as.ts'

const reason = z.string().trim().max(500)
export const ErasePhoneInput = z.object({
  phone: z.string().trim().min(1).max(40),
  reason: reason.default(''),
})
/** From a screen, where the phone stands as an opaque text. */
export const EraseTokenInput = z.object({ token: z.string().max(400), reason: reason.min(1) })

/** How many of each were erased or, of those queued, canceled. */
export type Erased = {
  messages: number
  canceled: number
  replies: number
  reports: number
  pushes: number
  refusedRows: number
  /** Messages to others whose values named the phone. */
  named: number
  files: number
  /** Entries that stay, since honouring them needs the phone. */
  keptOptOut: boolean
  keptBlocklist: boolean
  /** Messages whose report may still come, and name the phone again. */
  waiting: number
}

/**
 * Erases one phone wherever it stands (role administrator): messages, replies, reports, what
 * vendors pushed, refused rows, files, names and what messages to others say. Counts stay; what is queued for it is canceled. A
 * standing opt-out or blocklist entry stays. Audited as `phone.erase` and `phone.erased`, phone
 * masked. Asked again it goes on where it stopped. Throws UserError `forbidden`,
 * `phone_not_mobile`, `call_under_way`, `erase_named_waiting`, `erase_import_running`,
 * `erase_pushes_waiting`.
 */
export async function erasePhone(
  ctx: Context,
  input: z.input<typeof ErasePhoneInput>,
): Promise<Erased> {
  if (!hasRole(ctx.actor.role, 'administrator')) throw new UserError('forbidden')
  const given = ErasePhoneInput.parse(input)
  const { phone } = normalisePhone(given.phone)
  if (!phone) throw new UserError('phone_not_mobile', {}, { field: 'phone' })
  const masked = { phone: maskPhone(phone) }
  const written = new RegExp(writtenAs(phone), 'g')
  const details = { ...masked, reason: given.reason.replace(written, masked.phone) }
  await appendAudit(ctx, ctx.db, { action: 'phone.erase', details })
  await requireNoCall(ctx.db, phone)
  const named = await eraseNamed(ctx, phone)
  await applyPushesAbout(ctx, phone)
  // Before the messages, which lead to the files and refused rows of their batches.
  const files = await eraseUploads(ctx, phone)
  const refusedRows = await eraseRefused(ctx, phone)
  await eraseWords(ctx, phone)
  const pushes = await erasePushes(ctx, phone)
  return inTransaction(ctx, async (tx) => {
    const messages = await eraseMessages(tx, phone)
    const records = await eraseRecords(tx, phone)
    const erased = { ...messages, ...records, pushes, refusedRows, named, files }
    await appendAudit(ctx, tx, { action: 'phone.erased', details: { ...masked, ...erased } })
    return erased
  })
}

/** The same for a phone that a screen knows by its token only. Throws UserError `not_found` too. */
export async function erasePhoneBehind(
  ctx: Context,
  { token, reason }: z.output<typeof EraseTokenInput>,
): Promise<Erased> {
  const phone = readPhoneToken(ctx.keys, token)
  if (!isReadable(phone)) throw new UserError('not_found')
  return erasePhone(ctx, { phone, reason })
}
