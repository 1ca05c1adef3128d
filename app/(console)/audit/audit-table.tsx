'use client'
import { useTranslations } from 'next-intl'
import { DataList } from '#components/data-list.tsx'
import { type ListColumn, RowLink } from '#components/list-columns.tsx'
import type { ListFilter } from '#components/list-filters.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { AuditEntry } from '#lib/audit/queries.ts'
import type { Page } from '#lib/paging/keyset.ts'
import { useActionOptions, useActionWords, useTargetWords } from './audit-words.ts'

type Actor = { id: string; name: string }

export function AuditTable({ page, actors }: { page: Page<AuditEntry>; actors: Actor[] }) {
  const t = useTranslations('audit')
  return (
    <DataList
      label={t('title')}
      page={page}
      rowKey={(entry) => String(entry.id)}
      columns={useColumns()}
      search={{ name: 'target', placeholder: t('search') }}
      filters={useFilters(actors)}
      empty={{ title: t('emptyTitle'), hint: t('emptyHint') }}
    />
  )
}

function useFilters(actors: Actor[]): ListFilter[] {
  const t = useTranslations('audit')
  const ways = (['console', 'cli', 'system'] as const).map((value) => ({
    value,
    label: t(`via.${value}`),
  }))
  const people = actors.map(({ id, name }) => ({ value: id, label: name }))
  const actions = useActionOptions()
  return [
    { kind: 'select', name: 'actor', label: t('actor'), options: people },
    { kind: 'select', name: 'action', label: t('actionTitle'), options: actions, multiple: true },
    { kind: 'select', name: 'via', label: t('viaTitle'), options: ways },
    { kind: 'days', label: t('period') },
  ]
}

function useColumns(): ListColumn<AuditEntry>[] {
  const t = useTranslations('audit')
  const actionWords = useActionWords()
  const targetWords = useTargetWords()
  return [
    {
      key: 'at',
      title: t('at'),
      width: 180,
      render: (entry) => (
        <RowLink id={String(entry.id)}>
          <TimeText value={entry.at} />
        </RowLink>
      ),
    },
    { key: 'actor', title: t('actor'), render: (entry) => entry.actorName },
    { key: 'action', title: t('actionTitle'), render: (entry) => actionWords(entry.action) },
    { key: 'target', title: t('target'), render: targetWords, wide: true },
    {
      key: 'via',
      title: t('viaTitle'),
      render: (entry) => t(`via.${entry.via}`),
      wide: true,
    },
    { key: 'address', title: t('address'), render: (entry) => entry.address ?? '—', wide: true },
  ]
}
