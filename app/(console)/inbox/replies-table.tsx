'use client'
import { Badge, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { DataList } from '#components/data-list.tsx'
import { type ListColumn, RowLink } from '#components/list-columns.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { InboundRow } from '#lib/inbound/list-inbound.ts'
import type { Page } from '#lib/paging/keyset.ts'
import { search } from './actions.ts'
import styles from './inbox.module.css'

type Props = {
  page: Page<InboundRow>
  channels: { value: string; label: string }[]
  /** The phone searched for, masked. */
  phone: string | undefined
}

export function RepliesTable({ page, channels, phone }: Props) {
  const t = useTranslations('inbox')
  const kinds = (['yes', 'no'] as const).map((value) => ({ value, label: t(`filter.${value}`) }))
  return (
    <DataList
      label={t('label')}
      page={page}
      rowKey={(row) => String(row.id)}
      columns={useColumns()}
      search={{
        name: 'q',
        placeholder: t('search'),
        encode: (text) => search({ phone: text }),
        shown: phone,
      }}
      filters={[
        { kind: 'select', name: 'optOut', label: t('filter.optOut'), options: kinds },
        { kind: 'select', name: 'channel', label: t('filter.channel'), options: channels },
        { kind: 'days', label: t('filter.days') },
      ]}
      empty={{ title: t('empty.title'), hint: t('empty.hint') }}
    />
  )
}

function useColumns(): ListColumn<InboundRow>[] {
  const t = useTranslations('inbox')
  return [
    {
      key: 'content',
      title: t('columns.content'),
      render: (row) => (
        <>
          <RowLink id={String(row.id)}>
            <span className={styles.content}>{row.content || t('erased')}</span>
          </RowLink>
          {row.optOut && <OptOutMark row={row} />}
        </>
      ),
    },
    {
      key: 'phone',
      title: t('columns.phone'),
      render: (row) => <span style={{ whiteSpace: 'nowrap' }}>{row.phone}</span>,
    },
    {
      key: 'answers',
      title: t('columns.answers'),
      render: (row) => <Answers row={row} />,
      wide: true,
    },
    {
      key: 'channel',
      title: t('columns.channel'),
      render: (row) => row.channel.name,
      wide: true,
    },
    { key: 'at', title: t('columns.at'), render: (row) => <TimeText value={row.at} />, wide: true },
  ]
}

function OptOutMark({ row }: { row: InboundRow }) {
  const t = useTranslations('inbox.mark')
  const holds = row.optOutId !== null
  return (
    <div>
      <Badge status={holds ? 'warning' : 'default'} text={t(holds ? 'active' : 'undone')} />
    </div>
  )
}

function Answers({ row }: { row: InboundRow }) {
  const t = useTranslations('inbox')
  if (!row.answers) return <Typography.Text type="secondary">{t('answersNothing')}</Typography.Text>
  return (
    <>
      <div className={styles.answered}>{row.answers.text}</div>
      <Typography.Text type="secondary" className={styles.small}>
        {row.answers.batchName}
      </Typography.Text>
    </>
  )
}
