'use client'
import { Flex } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DataList } from '#components/data-list.tsx'
import type { ListColumn } from '#components/list-columns.tsx'
import { UndoOptOut } from '#components/undo-opt-out.tsx'
import type { OptOutRow } from '#lib/opt-outs/list-opt-outs.ts'
import type { Page } from '#lib/paging/keyset.ts'
import { search, undo } from '../actions.ts'
import { StopListButtons } from '../stop-list-buttons.tsx'
import { useStopListColumns } from '../stop-list-columns.tsx'
import { AddOptOutButton } from './add-opt-out-button.tsx'

type Props = {
  page: Page<OptOutRow>
  /** The phone searched for, masked. */
  phone: string | undefined
  mayAct: boolean
}

const sources = ['reply', 'import', 'manual'] as const
const states = ['active', 'undone', 'all'] as const

export function OptOutsTable({ page, phone, mayAct }: Props) {
  const t = useTranslations('inbox')
  const words = <V extends string>(values: readonly V[], say: (value: V) => string) =>
    values.map((value) => ({ value, label: say(value) }))
  return (
    <DataList
      label={t('optOut.label')}
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
      filters={[
        {
          kind: 'select',
          name: 'state',
          label: t('optOut.filter.state'),
          options: words(states, (value) => t(`optOut.state.${value}`)),
        },
        {
          kind: 'select',
          name: 'source',
          label: t('optOut.filter.source'),
          options: words(sources, (value) => t(`optOut.source.${value}`)),
        },
      ]}
      empty={{ title: t('optOut.empty.title'), hint: t('optOut.empty.hint') }}
      actions={
        mayAct && (
          <Flex wrap gap={8}>
            <StopListButtons list="optOut" />
            <AddOptOutButton />
          </Flex>
        )
      }
    />
  )
}

function useColumns(mayAct: boolean): ListColumn<OptOutRow>[] {
  const t = useTranslations('inbox.optOut')
  const own: ListColumn<OptOutRow>[] = [
    { key: 'source', title: t('columns.source'), render: (row) => t(`source.${row.source}`) },
    {
      key: 'evidence',
      title: t('columns.evidence'),
      render: (row) =>
        row.evidence && (
          <Link href={`/inbox?id=${row.evidence.inboundId}`}>{row.evidence.content}</Link>
        ),
      wide: true,
    },
  ]
  return useStopListColumns(
    'optOut',
    own,
    (row) => mayAct && <UndoOptOut id={row.id} phone={row.phone} undo={undo} />,
  )
}
