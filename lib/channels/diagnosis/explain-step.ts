import { fill } from '#lib/i18n/fill.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { messages } from '#lib/i18n/messages.ts'
import { findEntry } from '#lib/providers/answers.ts'
import type { Locale } from '#lib/providers/vocabulary.ts'
import { type Explanation, explainTrouble } from '../explain-trouble.ts'
import type { Step, StepState } from './step.ts'

/** A step in the reader's words. */
export type ExplainedStep = { name: Step['name']; state: StepState; title: string } & Pick<
  Explanation,
  'text' | 'advice' | 'raw'
> &
  // For programs: what the text says, as values.
  Pick<Step, 'params'>

/** What was tried, what was seen and what to do, in the reader's language. */
export function explainStep(vendor: string, step: Step, locale: Locale): ExplainedStep {
  const { diagnosis } = messages[locale]
  const { name, state } = step
  const base = { name, state, title: step.finding?.title[locale] ?? diagnosis.step[name] }
  if (step.trouble) {
    const { title, text, ...more } = explainTrouble(vendor, step.trouble, locale)
    return { ...base, text: text ? `${title} — ${text}` : title, ...more }
  }
  if (step.finding) {
    const advice = step.finding.ok ? {} : { advice: diagnosis.advice.vendor }
    return { ...base, text: step.finding.detail, ...advice }
  }
  const time = step.time ? formatTime(step.time, 'minute') : '—'
  const params = { ...step.params, time }
  const text = findEntry(diagnosis.says as Record<string, string>, step.says)
  const advice = findEntry(diagnosis.advice as Record<string, string>, step.says)
  return {
    ...base,
    ...(step.params ? { params: step.params } : {}),
    ...(text ? { text: fill(text, params) } : {}),
    ...(advice ? { advice: fill(advice, params) } : {}),
  }
}
