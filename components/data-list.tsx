'use client'
import { Button, Card, Table, type TableProps } from 'antd'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Page } from '#lib/paging/keyset.ts'
import styles from './data-list.module.css'
import { type ListColumn, toTableColumns } from './list-columns.tsx'
import { type EmptyWords, ListEmpty } from './list-empty.tsx'
import { type ListFilter, ListFilters, namesOf } from './list-filters.tsx'
import { ListPager } from './list-pager.tsx'
import { ListSearch, type ListSearchProps } from './list-search.tsx'
import { useListUrl } from './list-url.ts'

export type DataListProps<Row> = {
  page: Page<Row>
  rowKey(row: Row): string
  columns: ListColumn<Row>[]
  /** What a screen reader calls the table. */
  label: string
  filters?: ListFilter[]
  search?: ListSearchProps
  empty: EmptyWords
  /** Buttons over the list, at the right. */
  actions?: ReactNode
  /** A row's own address: `?id=…`. Without it rows do not open. */
  openParam?: string | false
  selection?: TableProps<Row>['rowSelection']
}

/** One page of rows with search, filters, sorting and paging in the address. */
export function DataList<Row extends object>(props: DataListProps<Row>) {
  const t = useTranslations('ui.list')
  const url = useListUrl()
  const openParam = props.openParam === undefined ? 'id' : props.openParam
  const filters = props.filters ?? []
  const filterNames = [...filters.flatMap(namesOf), ...(props.search ? [props.search.name] : [])]
  const filtered = filterNames.some((name) => url.params.get(name))
  const change = (patch: Record<string, string | readonly string[] | undefined>) =>
    url.filter(patch, openParam || undefined)
  const clear = () => change(Object.fromEntries(filterNames.map((name) => [name, undefined])))
  return (
    <Card className={styles.card} styles={{ body: { padding: 0 } }} aria-busy={url.pending}>
      <div className={styles.bar}>
        {props.search && (
          <ListSearch
            {...props.search}
            value={url.params.get(props.search.name) ?? ''}
            change={(value) => props.search && change({ [props.search.name]: value })}
          />
        )}
        <ListFilters filters={filters} params={url.params} change={change} />
        {filtered && (
          <Button type="link" onClick={clear}>
            {t('clear')}
          </Button>
        )}
        <div className={styles.actions}>{props.actions}</div>
      </div>
      <div className={`${styles.scroll} ${url.pending ? styles.pending : ''}`}>
        <Table<Row>
          aria-label={props.label}
          size="middle"
          pagination={false}
          sticky={false}
          dataSource={props.page.rows}
          rowKey={props.rowKey}
          columns={toTableColumns(props.columns, url.params)}
          onChange={(_page, _filters, sorter) => change(sortPatch(sorter))}
          locale={{
            emptyText: <ListEmpty words={props.empty} filtered={filtered} clear={clear} />,
          }}
          {...(props.selection ? { rowSelection: props.selection } : {})}
          {...(openParam ? rowOpener(props.rowKey, (id) => url.go({ [openParam]: id })) : {})}
        />
      </div>
      <ListPager page={props.page} url={url} label={t('pages')} />
    </Card>
  )
}

function sortPatch(sorter: unknown): { sort: string | undefined; order: string | undefined } {
  const one = (Array.isArray(sorter) ? sorter[0] : sorter) as {
    columnKey?: unknown
    order?: 'ascend' | 'descend' | null
  }
  if (!one?.order) return { sort: undefined, order: undefined }
  return { sort: String(one.columnKey), order: one.order === 'ascend' ? 'asc' : 'desc' }
}

/** A click on a row opens it, unless it meant a link, a button or a selection of text. */
function rowOpener<Row>(rowKey: (row: Row) => string, open: (id: string) => void) {
  return {
    rowClassName: styles.opens,
    onRow: (row: Row) => ({
      onClick: (event: React.MouseEvent<HTMLElement>) => {
        const target = event.target as HTMLElement
        if (target.closest('a,button,input,label,.ant-popover') || getSelection()?.toString())
          return
        if (event.currentTarget.contains(target)) open(rowKey(row))
      },
    }),
  }
}
