import { chinaDay } from '../china-time.ts'
import { readPhone } from '../phones.ts'
import type { VendorRecord } from '../queries.ts'
import { listDays } from './days.ts'
import { listMessages } from './list-messages.ts'
import type { MessageRow } from './message-rows.ts'
import type { UpyunCall } from './settings.ts'

/** 5.6: what the vendor keeps about a phone on a day in China, newest first. Throws ProviderError. */
export async function records(
  call: UpyunCall,
  ask: { phone: string; day: string },
): Promise<VendorRecord[]> {
  const found = new Map<string, MessageRow>()
  for (const day of listDays([new Date(`${ask.day}T00:00:00+08:00`)])) {
    const { messages } = await listMessages(call, { phone: ask.phone, day })
    for (const row of messages) found.set(row.id, row)
  }
  return [...found.values()]
    .filter((row) => readPhone(row.mobile) === ask.phone)
    .flatMap((row) => toRecord(row) ?? [])
    .filter(({ at }) => chinaDay(at) === ask.day)
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
