'use client'
import { Button, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DataList } from '#components/data-list.tsx'
import { type ListColumn, RowLink } from '#components/list-columns.tsx'
import type { ListFilter } from '#components/list-filters.tsx'
import { PhoneText } from '#components/phone-text.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { FilterOptions, Option } from '#lib/messages/filter-options.ts'
import type { MessageRow } from '#lib/messages/message-rows.ts'
import { messageStatuses } from '#lib/messages/status.ts'
import type { Page } from '#lib/paging/keyset.ts'
import { reveal, search } from './actions.ts'
import styles from './messages.module.css'

type Props = {
  page: Page<MessageRow>
  options: FilterOptions
  /** The phone searched for, masked. */
  phone: string | undefined
  mayAct: boolean
}

export function MessagesTable({ page, options, phone, mayAct }: Props) {
  const t = useTranslations('history')
  return (
    <DataList
      label={t('label')}
      page={page}
      rowKey={(row) => String(row.id)}
      columns={useColumns(mayAct)}
      search={{
        name: 'q',
        placeholder: t('search'),
        encode: (text) => search({ text }),
        shown: phone,
      }}
      filters={useFilters(options)}
      empty={{
        title: t('empty.title'),
        hint: t('empty.hint'),
        action: mayAct && (
          <Link href="/batches/new">
            <Button type="primary">{t('empty.action')}</Button>
          </Link>
        ),
      }}
    />
  )
}

const carriers = ['cmcc', 'cucc', 'ctcc', 'cbn'] as const

function useFilters(options: FilterOptions): ListFilter[] {
  const t = useTranslations()
  const select = (name: string, label: string, values: Option[]) => ({
    kind: 'select' as const,
    name,
    label,
    options: values,
  })
  const statuses = messageStatuses.map((value) => ({ value, label: t(`common.status.${value}`) }))
  const words = carriers.map((value) => ({ value, label: t(`common.carrier.${value}`) }))
  return [
    { ...select('status', t('history.filter.status'), statuses), multiple: true },
    { kind: 'days', label: t('history.filter.days') },
    select('channel', t('history.filter.channel'), options.channels),
    select('batch', t('history.filter.batch'), options.batches),
    select('template', t('history.filter.template'), options.templates),
    select('code', t('history.filter.code'), options.codes),
    select('carrier', t('history.filter.carrier'), words),
  ]
}

function useColumns(mayAct: boolean): ListColumn<MessageRow>[] {
  const t = useTranslations('history.columns')
  return [
    {
      key: 'phone',
      title: t('phone'),
      render: (row) => (
        <>
          <PhoneText
            masked={row.phone}
            reveal={mayAct ? () => reveal({ messageId: row.id }) : undefined}
          />
          <div className={styles.small}>
            <RowLink id={String(row.id)}>#{row.id}</RowLink>
          </div>
        </>
      ),
    },
    { key: 'text', title: t('text'), render: (row) => <TextCell row={row} />, wide: true },
    {
      key: 'status',
      title: t('status'),
      render: (row) => (
        <div className={styles.status}>
          <StatusBadge kind="status" value={row.status} />
          <Reason row={row} />
        </div>
      ),
    },
    {
      key: 'channel',
      title: t('channel'),
      render: (row) => <span className={styles.channel}>{row.channel.name}</span>,
      wide: true,
    },
    {
      key: 'submittedAt',
      title: t('submittedAt'),
      render: (row) => <TimeText value={row.submittedAt} />,
      wide: true,
    },
    {
      key: 'reportedAt',
      title: t('reportedAt'),
      render: (row) => <TimeText value={row.reportedAt} />,
      wide: true,
    },
  ]
}

function TextCell({ row }: { row: MessageRow }) {
  return (
    <>
      <div className={styles.text}>{row.text}</div>
      <Typography.Text type="secondary" className={styles.small}>
        {row.batchName}
      </Typography.Text>
    </>
  )
}

/** Why it did not arrive: plain words, the vendor's own code, and what to do. */
function Reason({ row }: { row: MessageRow }) {
  const { text, advice } = row.explained
  if (row.status === 'delivered' || !(text ?? row.reportCode)) return null
  return (
    <div className={styles.reason}>
      {text && <Typography.Text type="secondary">{text} </Typography.Text>}
      {row.reportCode && <span className={styles.code}>{row.reportCode}</span>}
      {advice && (
        <Typography.Text type="secondary">
          <br />
          {advice}
        </Typography.Text>
      )}
    </div>
  )
}
