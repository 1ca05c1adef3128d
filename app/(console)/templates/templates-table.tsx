'use client'
import { PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Tooltip, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DataList } from '#components/data-list.tsx'
import { type ListColumn, RowLink } from '#components/list-columns.tsx'
import type { ListFilter } from '#components/list-filters.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { Page } from '#lib/paging/keyset.ts'
import type { TemplateView } from '#lib/templates/queries.ts'
import { categories, reviewStatuses } from '#lib/templates/review.ts'
import { ReviewText } from './review-text.tsx'
import { type ChannelChoice, SyncButton } from './sync-button.tsx'

type Props = { page: Page<TemplateView>; channels: ChannelChoice[]; mayWrite: boolean }

export function TemplatesTable({ page, channels, mayWrite }: Props) {
  const t = useTranslations('templates')
  const add = mayWrite && <AddButton disabled={channels.length === 0} />
  return (
    <DataList
      label={t('title')}
      page={page}
      rowKey={(template) => template.id}
      columns={useColumns()}
      search={{ name: 'q', placeholder: t('search') }}
      filters={useFilters(channels)}
      empty={{
        title: t('emptyTitle'),
        hint: t(mayWrite ? 'emptyHint' : 'emptyHintReader'),
        action: add,
      }}
      actions={
        mayWrite && (
          <>
            <SyncButton channels={channels.filter(({ hasApi }) => hasApi)} />
            {add}
          </>
        )
      }
    />
  )
}

function AddButton({ disabled }: { disabled: boolean }) {
  const t = useTranslations('templates')
  const button = (
    <Button type="primary" icon={<PlusOutlined />} disabled={disabled}>
      {t('add')}
    </Button>
  )
  if (disabled) return <Tooltip title={t('noChannel')}>{button}</Tooltip>
  return (
    <Link href="/templates/new" tabIndex={-1}>
      {button}
    </Link>
  )
}

function useFilters(channels: ChannelChoice[]): ListFilter[] {
  const t = useTranslations()
  return [
    {
      kind: 'select',
      name: 'channel',
      label: t('templates.channel'),
      options: channels.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      kind: 'select',
      name: 'review',
      label: t('templates.review'),
      options: reviewStatuses.map((value) => ({ value, label: t(`common.review.${value}`) })),
    },
    {
      kind: 'select',
      name: 'category',
      label: t('templates.category'),
      options: categories.map((value) => ({ value, label: t(`common.category.${value}`) })),
    },
  ]
}

function useColumns(): ListColumn<TemplateView>[] {
  const t = useTranslations()
  return [
    {
      key: 'title',
      title: t('templates.name'),
      render: (template) => (
        <Flex vertical>
          <RowLink id={template.id}>{template.title}</RowLink>
          <Typography.Text type="secondary">{template.channelName}</Typography.Text>
        </Flex>
      ),
    },
    {
      key: 'text',
      title: t('templates.text'),
      wide: true,
      render: (template) => (
        <Typography.Paragraph ellipsis={{ rows: 2 }} style={{ margin: 0, maxWidth: 420 }}>
          【{template.signature}】{template.text}
        </Typography.Paragraph>
      ),
    },
    {
      key: 'category',
      title: t('templates.category'),
      wide: true,
      render: (template) => t(`common.category.${template.category}`),
    },
    {
      key: 'vendorId',
      title: t('templates.vendorId'),
      wide: true,
      render: (template) => template.vendorId ?? '—',
    },
    {
      key: 'review',
      title: t('templates.review'),
      render: (template) => <ReviewText template={template} />,
    },
    {
      key: 'updatedAt',
      title: t('templates.updatedAt'),
      wide: true,
      render: (template) => <TimeText value={template.updatedAt} precision="minute" />,
    },
  ]
}
