'use client'
import { useTranslations } from 'next-intl'
import { DataList } from '#components/data-list.tsx'
import { type ListColumn, RowLink } from '#components/list-columns.tsx'
import { TimeText } from '#components/time-text.tsx'
import { formatCount } from '#lib/i18n/format-money.ts'
import type { Page } from '#lib/paging/keyset.ts'
import type { UnreadablePush } from '#lib/reports/list-unreadable.ts'
import { useReason } from './use-reason.ts'

type Props = { page: Page<UnreadablePush>; channels: { value: string; label: string }[] }

export function UnreadableTable({ page, channels }: Props) {
  const t = useTranslations('reports')
  return (
    <DataList
      label={t('kind.unreadable')}
      page={page}
      rowKey={(row) => String(row.id)}
      columns={useColumns()}
      filters={[{ kind: 'select', name: 'channel', label: t('channel'), options: channels }]}
      empty={{ title: t('unreadable.emptyTitle'), hint: t('unreadable.emptyHint') }}
    />
  )
}

function useColumns(): ListColumn<UnreadablePush>[] {
  const t = useTranslations('reports')
  const reasonOf = useReason()
  return [
    {
      key: 'receivedAt',
      title: t('receivedAt'),
      width: 180,
      render: (row) => (
        <RowLink id={String(row.id)}>
          <TimeText value={row.receivedAt} />
        </RowLink>
      ),
    },
    { key: 'channel', title: t('channel'), render: (row) => row.channel.name },
    { key: 'reason', title: t('reason'), render: reasonOf },
    {
      key: 'source',
      title: t('sourceTitle'),
      render: (row) => t(`source.${row.source}`),
      wide: true,
    },
    {
      key: 'size',
      title: t('size'),
      align: 'right',
      render: (row) => t('bytes', { count: formatCount(row.size) }),
      wide: true,
    },
  ]
}
