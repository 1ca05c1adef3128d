'use client'
import type { TableColumnType } from 'antd'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useListUrl } from './list-url.ts'

export type ListColumn<Row> = {
  /** Also the value of `?sort=` where `sortable`. */
  key: string
  title: ReactNode
  render(row: Row): ReactNode
  width?: number
  align?: 'left' | 'right' | 'center'
  sortable?: boolean
  /** Left out below 768 px: keep two or three columns there. */
  wide?: boolean
  ellipsis?: boolean
}

/** Our columns in antd's terms, with the sorting that stands in the address. */
export function toTableColumns<Row>(
  columns: ListColumn<Row>[],
  params: URLSearchParams,
): TableColumnType<Row>[] {
  const sorted = params.get('sort')
  const order = params.get('order') === 'desc' ? ('descend' as const) : ('ascend' as const)
  return columns.map(({ key, title, render, sortable, wide, ...look }) => ({
    ...look,
    key,
    title,
    render: (_: unknown, row: Row) => render(row),
    ...(wide ? { className: 'only-wide' } : {}),
    ...(sortable ? { sorter: true, sortOrder: sorted === key ? order : null } : {}),
  }))
}

/** The link of a row to its own address: `?id=…` beside the filters that are set. */
export function RowLink(props: { id: string; param?: string; children: ReactNode }) {
  const { hrefOf } = useListUrl()
  return (
    <Link href={hrefOf({ [props.param ?? 'id']: props.id })} scroll={false} prefetch={false}>
      {props.children}
    </Link>
  )
}
