import { readPhone } from '../phones.ts'
import type { VendorRecord } from '../queries.ts'
import { listMessages } from './list-messages.ts'
import type { MessageRow } from './message-rows.ts'
import type { UpyunCall } from './settings.ts'

/** 5.6: what the vendor keeps about a phone on a day, newest first. Throws ProviderError. */
export async function records(
  call: UpyunCall,
  ask: { phone: string; day: string },
): Promise<VendorRecord[]> {
  const { messages } = await listMessages(call, ask)
  return messages
    .filter((row) => readPhone(row.mobile) === ask.phone)
    .flatMap((row) => toRecord(row) ?? [])
    .sort((one, other) => other.at.getTime() - one.at.getTime())
}

function toRecord(row: MessageRow): VendorRecord | undefined {
  const at = row.created_at ?? row.sent_at
  if (!at) return undefined
  return {
    at,
    text: row.content ?? '',
    status: row.status ?? '',
    vendorMessageId: row.id,
    ...(row.quantity == null ? {} : { segments: row.quantity }),
  }
}
