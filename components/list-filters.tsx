'use client'
import { FilterOutlined } from '@ant-design/icons'
import { Badge, Button, DatePicker, Drawer, Form, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import styles from './data-list.module.css'
import type { UrlPatch } from './list-url.ts'

export type ListFilter =
  | {
      kind: 'select'
      name: string
      label: string
      options: { value: string; label: string }[]
      /** Several values, joined with commas in the address. */
      multiple?: boolean
    }
  /** Two days (yyyy-MM-dd, Asia/Shanghai, both included) in two parameters: `from` and `to`. */
  | { kind: 'days'; label: string; from?: string; to?: string }

type Props = {
  filters: ListFilter[]
  params: URLSearchParams
  change(patch: UrlPatch): void
}

const dayNames = (filter: Extract<ListFilter, { kind: 'days' }>): [string, string] => [
  filter.from ?? 'from',
  filter.to ?? 'to',
]

export const namesOf = (filter: ListFilter): string[] =>
  filter.kind === 'days' ? dayNames(filter) : [filter.name]

/** The filters in a row, or below 768 px behind a button in a drawer. */
export function ListFilters(props: Props) {
  const t = useTranslations('ui.list')
  const [open, setOpen] = useState(false)
  const active = props.filters.filter((f) => namesOf(f).some((name) => props.params.get(name)))
  if (props.filters.length === 0) return null
  return (
    <>
      <div className={`only-wide ${styles.filters}`}>
        {props.filters.map((filter) => (
          <FilterInput key={namesOf(filter)[0]} filter={filter} {...props} />
        ))}
      </div>
      <span className="only-narrow">
        <Badge count={active.length} size="small">
          <Button icon={<FilterOutlined />} onClick={() => setOpen(true)}>
            {t('filters')}
          </Button>
        </Badge>
      </span>
      <Drawer
        title={t('filters')}
        placement="bottom"
        size={`min(100dvh - 48px, ${170 + props.filters.length * 76}px)`}
        open={open}
        onClose={() => setOpen(false)}
        footer={
          <Button type="primary" block onClick={() => setOpen(false)}>
            {t('apply')}
          </Button>
        }
      >
        <Form layout="vertical" component={false}>
          {props.filters.map((filter) => (
            <Form.Item key={namesOf(filter)[0]} label={filter.label} style={{ marginBottom: 12 }}>
              <FilterInput filter={filter} {...props} block />
            </Form.Item>
          ))}
        </Form>
      </Drawer>
    </>
  )
}

type InputProps = { filter: ListFilter; block?: boolean } & Omit<Props, 'filters'>

function FilterInput({ filter, params, change, block }: InputProps) {
  if (filter.kind === 'days') return <DaysInput {...{ filter, params, change }} block={block} />
  const values = (params.get(filter.name) ?? '').split(',').filter(Boolean)
  return (
    <Select
      aria-label={filter.label}
      placeholder={filter.label}
      options={filter.options}
      value={filter.multiple ? values : values[0]}
      onChange={(value: string | string[] | undefined) => change({ [filter.name]: value })}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      maxTagCount="responsive"
      style={block ? { width: '100%' } : { minWidth: 150, maxWidth: 260, ...widthOf(filter) }}
      {...(filter.multiple ? { mode: 'multiple' as const } : {})}
    />
  )
}

/** Tags are counted by the room there is, so a box of several values needs a width of its own. */
const widthOf = (filter: { multiple?: boolean }) => (filter.multiple ? { width: 210 } : {})

function DaysInput(props: {
  filter: Extract<ListFilter, { kind: 'days' }>
  params: URLSearchParams
  change(patch: UrlPatch): void
  block?: boolean | undefined
}) {
  const t = useTranslations('ui.list')
  const [from, to] = dayNames(props.filter)
  const day = (name: string) => {
    const text = props.params.get(name)
    return text && dayjs(text).isValid() ? dayjs(text) : null
  }
  return (
    <DatePicker.RangePicker
      aria-label={props.filter.label}
      // An empty picker that insists on both days traps the Tab key.
      allowEmpty={[true, true]}
      placeholder={[t('from'), t('to')]}
      value={[day(from), day(to)]}
      onChange={(_, text) => props.change({ [from]: text?.[0], [to]: text?.[1] })}
      style={{ width: props.block ? '100%' : 250 }}
    />
  )
}
