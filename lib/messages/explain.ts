import type { Stop } from '#lib/dispatch/types.ts'
import { messages as catalogue } from '#lib/i18n/messages.ts'
import { findEntry } from '#lib/providers/answers.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { Failure, Locale, ReportCodeEntry } from '#lib/providers/vocabulary.ts'
import type { MessageStatus } from './status.ts'

export type Explained = {
  /** The code, or our own reason, in plain words; null when there is nothing to explain. */
  text: string | null
  /** What to do about it. */
  advice: string | null
  group: ReportCodeEntry['group'] | null
  /** Sending again can succeed. */
  retry: boolean | null
}
type Coded = {
  status: MessageStatus
  code: string | null
  failure: Failure | Stop | null
}

const nothing: Explained = { text: null, advice: null, group: null, retry: null }
const refusals: readonly MessageStatus[] = ['rejected', 'blocked', 'queued', 'submitting']

/** What a message's code means at `vendor`, in the reader's language. */
export function explain(vendor: string, message: Coded, locale: Locale): Explained {
  const fromReport = refusals.includes(message.status)
    ? nothing
    : explainReport(vendor, message.code, locale)
  if (fromReport.text) return fromReport
  const refusal = findEntry(getProvider(vendor).codes, message.code)
  if (refusal) {
    const general = message.failure && catalogue[locale].history.advice[message.failure]
    return {
      ...nothing,
      text: refusal.text[locale],
      advice: refusal.advice?.[locale] ?? general,
    }
  }
  return message.failure ? explainFailure(message.failure, message.code, locale) : nothing
}

/** Our own reason, and what the network says where the code is one of its. */
function explainFailure(
  failure: NonNullable<Coded['failure']>,
  code: string | null,
  locale: Locale,
): Explained {
  const { common, channels, history } = catalogue[locale]
  const network = findEntry(channels.network as Record<string, string>, code)
  const text = [common.failure[failure], network].filter(Boolean).join(' — ')
  return { ...nothing, text, advice: history.advice[failure] }
}

/** What a report's code means at `vendor`. */
export function explainReport(vendor: string, code: string | null, locale: Locale): Explained {
  const entry = findEntry(getProvider(vendor).reportCodes, code)
  if (!entry) return nothing
  return {
    text: entry.text[locale],
    advice: entry.advice?.[locale] ?? null,
    group: entry.group,
    retry: entry.retry,
  }
}
