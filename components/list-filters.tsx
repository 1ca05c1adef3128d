'use client'
import { FilterOutlined } from '@ant-design/icons'
import { Badge, Button, Drawer, Form, Select } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import styles from './data-list.module.css'
import { type DaysFilter, DaysInput, DaysInputs, dayNames } from './list-days.tsx'
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
  | DaysFilter

type Props = {
  filters: ListFilter[]
  params: URLSearchParams
  change(patch: UrlPatch): void
}

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
  if (filter.kind === 'days') {
    const Days = block ? DaysInputs : DaysInput
    return <Days {...{ filter, params, change }} />
  }
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
