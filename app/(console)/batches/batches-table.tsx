'use client'
import { PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DataList } from '#components/data-list.tsx'
import type { ListColumn } from '#components/list-columns.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { BatchListRow } from '#lib/batches/list-batches.ts'
import { batchStates } from '#lib/batches/types.ts'
import type { Page } from '#lib/paging/keyset.ts'
import { RowProgress } from './row-progress.tsx'

type Props = {
  page: Page<BatchListRow>
  channels: { value: string; label: string }[]
  mayWrite: boolean
}

export function BatchesTable({ page, channels, mayWrite }: Props) {
  const t = useTranslations()
  const button = mayWrite && (
    <Link href="/batches/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t('batches.new')}
      </Button>
    </Link>
  )
  return (
    <DataList
      label={t('batches.title')}
      page={page}
      rowKey={(batch) => batch.id}
      columns={useColumns()}
      openParam={false}
      search={{ name: 'q', placeholder: t('batches.search') }}
      filters={[
        {
          kind: 'select',
          name: 'state',
          label: t('batches.column.state'),
          multiple: true,
          options: batchStates.map((value) => ({ value, label: t(`common.batchState.${value}`) })),
        },
        { kind: 'select', name: 'channel', label: t('batches.column.channel'), options: channels },
      ]}
      empty={{ title: t('batches.emptyTitle'), hint: t('batches.emptyHint'), action: button }}
      actions={button}
    />
  )
}

function useColumns(): ListColumn<BatchListRow>[] {
  const t = useTranslations('batches.column')
  return [
    { key: 'name', title: t('name'), render: (batch) => <Name batch={batch} /> },
    { key: 'channel', title: t('channel'), render: (batch) => batch.channelName, wide: true },
    { key: 'template', title: t('template'), render: (batch) => batch.templateTitle, wide: true },
    {
      key: 'state',
      title: t('state'),
      render: (batch) => <StatusBadge kind="batchState" value={batch.state} />,
      wide: true,
    },
    { key: 'progress', title: t('progress'), render: (batch) => <RowProgress batch={batch} /> },
    { key: 'created', title: t('created'), render: (batch) => <Made batch={batch} />, wide: true },
    {
      key: 'scheduled',
      title: t('scheduled'),
      render: (batch) => <TimeText value={batch.scheduledAt} precision="minute" />,
      wide: true,
    },
  ]
}

function Name({ batch }: { batch: BatchListRow }) {
  return (
    <Flex vertical gap={2}>
      <Link href={`/batches/${batch.id}`} style={{ overflowWrap: 'anywhere' }}>
        {batch.name}
      </Link>
      <span className="only-narrow">
        <StatusBadge kind="batchState" value={batch.state} />
      </span>
    </Flex>
  )
}

function Made({ batch }: { batch: BatchListRow }) {
  const t = useTranslations('batches.facts')
  return (
    <Flex vertical>
      <TimeText value={batch.createdAt} precision="minute" />
      <Typography.Text type="secondary">{batch.createdByName ?? t('system')}</Typography.Text>
    </Flex>
  )
}
