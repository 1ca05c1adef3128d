'use client'
import { useTranslations } from 'next-intl'
import { DataList } from '#components/data-list.tsx'
import { type ListColumn, RowLink } from '#components/list-columns.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { Page } from '#lib/paging/keyset.ts'
import type { ParkedReport } from '#lib/reports/list-parked.ts'

type Props = { page: Page<ParkedReport>; channels: { value: string; label: string }[] }

export function ParkedTable({ page, channels }: Props) {
  const t = useTranslations('reports')
  return (
    <DataList
      label={t('kind.parked')}
      page={page}
      rowKey={(row) => String(row.id)}
      columns={useColumns()}
      filters={[{ kind: 'select', name: 'channel', label: t('channel'), options: channels }]}
      empty={{ title: t('parked.emptyTitle'), hint: t('parked.emptyHint') }}
    />
  )
}

function useColumns(): ListColumn<ParkedReport>[] {
  const t = useTranslations('reports')
  return [
    {
      key: 'createdAt',
      title: t('receivedAt'),
      width: 180,
      render: (row) => (
        <RowLink id={String(row.id)}>
          <TimeText value={row.createdAt} />
        </RowLink>
      ),
    },
    { key: 'channel', title: t('channel'), render: (row) => row.channel.name },
    { key: 'phone', title: t('phone'), render: (row) => row.phone ?? '—', wide: true },
    { key: 'code', title: t('code'), render: (row) => row.code, wide: true },
    { key: 'at', title: t('at'), render: (row) => <TimeText value={row.at} />, wide: true },
    {
      key: 'attempts',
      title: t('attempts'),
      align: 'right',
      render: (row) => row.attempts,
      wide: true,
    },
  ]
}
