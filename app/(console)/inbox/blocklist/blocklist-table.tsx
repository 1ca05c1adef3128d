'use client'
import { Flex } from 'antd'
import { useTranslations } from 'next-intl'
import { DataList } from '#components/data-list.tsx'
import type { ListColumn } from '#components/list-columns.tsx'
import type { BlocklistRow } from '#lib/blocklist/list-blocklist.ts'
import type { Page } from '#lib/paging/keyset.ts'
import { search } from '../actions.ts'
import { StopListButtons } from '../stop-list-buttons.tsx'
import { useStopListColumns } from '../stop-list-columns.tsx'
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
  const t = useTranslations('inbox.blocklist.columns')
  const own: ListColumn<BlocklistRow>[] = [
    { key: 'reason', title: t('reason'), render: (row) => row.reason },
  ]
  return useStopListColumns(
    'blocklist',
    own,
    (row) => mayAct && <UndoBlocklist id={row.id} phone={row.phone} />,
  )
}
