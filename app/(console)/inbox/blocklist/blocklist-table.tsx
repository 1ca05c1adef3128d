'use client'
import { Badge, Flex, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DataList } from '#components/data-list.tsx'
import type { ListColumn } from '#components/list-columns.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { BlocklistRow } from '#lib/blocklist/list-blocklist.ts'
import type { Page } from '#lib/paging/keyset.ts'
import { search } from '../actions.ts'
import { StopListButtons } from '../stop-list-buttons.tsx'
import { AddToBlocklist, UndoBlocklist } from './change-blocklist.tsx'

type Props = {
  page: Page<BlocklistRow>
  /** The phone searched for, masked. */
  phone: string | undefined
  mayAct: boolean
}

const states = ['active', 'undone', 'all'] as const

export function BlocklistTable({ page, phone, mayAct }: Props) {
  const t = useTranslations('inbox')
  const options = states.map((value) => ({ value, label: t(`blocklist.state.${value}`) }))
  return (
    <DataList
      label={t('blocklist.title')}
      page={page}
      rowKey={(row) => String(row.id)}
      openParam={false}
      columns={useColumns(mayAct)}
      search={{
        name: 'q',
        placeholder: t('search'),
        encode: (text) => search({ phone: text }),
        shown: phone,
      }}
      filters={[{ kind: 'select', name: 'state', label: t('blocklist.columns.state'), options }]}
      empty={{ title: t('blocklist.empty.title'), hint: t('blocklist.empty.hint') }}
      actions={
        mayAct && (
          <Flex wrap gap={8}>
            <StopListButtons list="blocklist" />
            <AddToBlocklist />
          </Flex>
        )
      }
    />
  )
}

function useColumns(mayAct: boolean): ListColumn<BlocklistRow>[] {
  const t = useTranslations('inbox.blocklist')
  return [
    {
      key: 'phone',
      title: t('columns.phone'),
      render: (row) => (
        <Link href={`/messages?q=${encodeURIComponent(`phone:${row.phoneToken}`)}`}>
          {row.phone}
        </Link>
      ),
    },
    { key: 'reason', title: t('columns.reason'), render: (row) => row.reason },
    {
      key: 'at',
      title: t('columns.at'),
      render: (row) => <TimeText value={row.createdAt} />,
      wide: true,
    },
    { key: 'by', title: t('columns.by'), render: (row) => row.createdBy ?? '—', wide: true },
    {
      key: 'state',
      title: t('columns.state'),
      render: (row) => <State row={row} mayAct={mayAct} />,
    },
  ]
}

function State({ row, mayAct }: { row: BlocklistRow; mayAct: boolean }) {
  const t = useTranslations('inbox')
  if (row.undoneAt) {
    const name = row.undoneBy ?? t('optOut.system')
    return (
      <>
        <Badge status="default" text={t('blocklist.state.undone')} />
        <div>
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {t('optOut.undoneBy', { name, reason: row.undoReason ?? '' })}
          </Typography.Text>
        </div>
      </>
    )
  }
  return (
    <Flex gap={12} align="center" wrap>
      <Badge status="error" text={t('blocklist.state.active')} />
      {mayAct && <UndoBlocklist id={row.id} phone={row.phone} />}
    </Flex>
  )
}
