'use client'
import { Badge, Flex, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ListColumn } from '#components/list-columns.tsx'
import { TimeText } from '#components/time-text.tsx'

type StopList = 'optOut' | 'blocklist'
type Entry = {
  /** Masked. */
  phone: string
  /** What leads to its history without telling it. */
  phoneToken: string
  createdAt: Date
  createdBy: string | null
  undoneAt: Date | null
  undoneBy: string | null
  undoReason: string | null
}

const standing = { optOut: 'warning', blocklist: 'error' } as const

/** The columns that both lists have, around those of the one; `undo` is what a standing entry offers. */
export function useStopListColumns<Row extends Entry>(
  list: StopList,
  own: ListColumn<Row>[],
  undo: (row: Row) => ReactNode,
): ListColumn<Row>[] {
  const t = useTranslations(`inbox.${list}.columns`)
  return [
    { key: 'phone', title: t('phone'), render: (row) => <History entry={row} /> },
    ...own,
    { key: 'at', title: t('at'), render: (row) => <TimeText value={row.createdAt} />, wide: true },
    { key: 'by', title: t('by'), render: (row) => row.createdBy ?? '—', wide: true },
    {
      key: 'state',
      title: t('state'),
      render: (row) => (
        <State list={list} entry={row}>
          {undo(row)}
        </State>
      ),
    },
  ]
}

const History = ({ entry: { phone, phoneToken } }: { entry: Entry }) => (
  <Link href={`/messages?q=${encodeURIComponent(`phone:${phoneToken}`)}`}>{phone}</Link>
)

type StateProps = { list: StopList; entry: Entry; children: ReactNode }

function State({ list, entry, children }: StateProps) {
  const t = useTranslations('inbox')
  if (!entry.undoneAt) {
    return (
      <Flex gap={12} align="center" wrap>
        <Badge status={standing[list]} text={t(`${list}.state.active`)} />
        {children}
      </Flex>
    )
  }
  const name = entry.undoneBy ?? t('optOut.system')
  return (
    <>
      <Badge status="default" text={t(`${list}.state.undone`)} />
      <div>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {t('optOut.undoneBy', { name, reason: entry.undoReason ?? '' })}
        </Typography.Text>
      </div>
    </>
  )
}
