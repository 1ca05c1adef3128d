'use client'
import { useMessages } from 'next-intl'
import type { AuditEntry } from '#lib/audit/queries.ts'

type Words = Record<string, Record<string, string>>

/** `batch.confirm` in words; a code nobody has words for stays as it is. */
export function useActionWords(): (action: string) => string {
  const words: Words = useMessages().audit.action
  return (action) => {
    const [noun = '', verb = ''] = action.split('.')
    return words[noun]?.[verb] ?? action
  }
}

/** Every action there are words for. */
export function useActionOptions(): { value: string; label: string }[] {
  const words: Words = useMessages().audit.action
  return Object.entries(words).flatMap(([noun, verbs]) =>
    Object.entries(verbs).map(([verb, label]) => ({ value: `${noun}.${verb}`, label })),
  )
}

/** What it was done to: a name if one was noted, else what kind of thing it is. */
export function useTargetWords(): (entry: AuditEntry) => string {
  const nouns: Record<string, string> = useMessages().audit.noun
  return ({ action, details }) => {
    const [noun = ''] = action.split('.')
    const kind = nouns[noun] ?? noun
    const after = details.after as Record<string, unknown> | undefined
    const name = details.name ?? details.title ?? details.email ?? after?.name ?? after?.title
    return typeof name === 'string' && name ? `${kind} · ${name}` : kind
  }
}
