'use client'
import { Flex, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ConfirmButton } from '#components/confirm-button.tsx'
import { DataList } from '#components/data-list.tsx'
import type { ListColumn } from '#components/list-columns.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import type { SignatureView } from '#lib/signatures/queries.ts'
import { reviewStatuses } from '#lib/templates/review.ts'
import { remove } from './actions.ts'
import { AddSignatureButton } from './add-signature-button.tsx'
import { EditSignatureButton } from './edit-signature-button.tsx'

type Props = {
  rows: SignatureView[]
  channels: { value: string; label: string }[]
  mayWrite: boolean
}

export function SignaturesTable({ rows, channels, mayWrite }: Props) {
  const t = useTranslations()
  const add = mayWrite && <AddSignatureButton channels={channels} />
  const reviews = reviewStatuses.map((value) => ({ value, label: t(`common.review.${value}`) }))
  return (
    <DataList
      label={t('signatures.title')}
      page={{ rows }}
      rowKey={(row) => `${row.channelId} ${row.text}`}
      columns={useColumns(mayWrite)}
      search={{ name: 'q', placeholder: t('signatures.search') }}
      filters={[
        { kind: 'select', name: 'channel', label: t('signatures.channel'), options: channels },
        { kind: 'select', name: 'review', label: t('signatures.review'), options: reviews },
      ]}
      empty={{
        title: t('signatures.emptyTitle'),
        hint: t(mayWrite ? 'signatures.emptyHint' : 'signatures.emptyHintReader'),
        action: add,
      }}
      actions={add}
      openParam={false}
    />
  )
}

function useColumns(mayWrite: boolean): ListColumn<SignatureView>[] {
  const t = useTranslations('signatures')
  const columns: ListColumn<SignatureView>[] = [
    {
      key: 'text',
      title: t('text'),
      render: (row) => (
        <Flex vertical>
          <span>【{row.text}】</span>
          <Typography.Text type="secondary">{row.channelName}</Typography.Text>
        </Flex>
      ),
    },
    {
      key: 'review',
      title: t('review'),
      render: (row) => <StatusBadge kind="review" value={row.reviewStatus} />,
    },
    {
      key: 'note',
      title: t('note'),
      wide: true,
      render: (row) => row.note || (row.id ? '—' : t('seen')),
    },
    {
      key: 'templates',
      title: t('templates'),
      align: 'right',
      wide: true,
      render: (row) =>
        row.templateCount === 0 ? (
          0
        ) : (
          <Link
            href={`/templates?channel=${row.channelId}&q=${encodeURIComponent(row.text)}`}
            aria-label={`${t('templates')}: ${row.templateCount}`}
          >
            {row.templateCount}
          </Link>
        ),
    },
  ]
  if (!mayWrite) return columns
  return [
    ...columns,
    { key: 'actions', title: t('actions'), render: (row) => <Buttons row={row} /> },
  ]
}

function Buttons({ row }: { row: SignatureView }) {
  const t = useTranslations('signatures')
  const { id, text } = row
  if (id === null) return null
  return (
    <Flex wrap gap={4}>
      <EditSignatureButton signature={{ ...row, id }} />
      <ConfirmButton
        title={t('removeTitle', { text })}
        description={t('removeHint')}
        action={() => remove({ id })}
        success={t('removed')}
        type="link"
        size="small"
        danger
      >
        {t('remove')}
      </ConfirmButton>
    </Flex>
  )
}
