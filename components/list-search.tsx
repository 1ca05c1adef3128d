'use client'
import { SearchOutlined } from '@ant-design/icons'
import { App, Input } from 'antd'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { ActionState } from '#lib/web/action.ts'
import styles from './data-list.module.css'

export type ListSearchProps = {
  /** The parameter in the address, usually `q`. */
  name: string
  placeholder: string
  /** Turns what is typed into what may stand in the address (a phone into an opaque id). */
  encode?: (text: string) => Promise<ActionState<string>>
  /** What to show for the value in the address when that is opaque (a masked phone). */
  shown?: string | undefined
}

/** Searches on Enter; `/` comes here. */
export function ListSearch(
  props: ListSearchProps & { value: string; change(value: string | undefined): void },
) {
  const t = useTranslations('ui')
  const { message } = App.useApp()
  const current = props.value && (props.shown ?? props.value)
  const [text, setText] = useState(current)
  useEffect(() => setText(current), [current])
  const search = async (typed: string) => {
    const wanted = typed.trim()
    if (wanted === current) return
    if (!wanted || !props.encode) return props.change(wanted || undefined)
    const encoded = await props.encode(wanted).catch(() => undefined)
    if (encoded?.ok) return props.change(encoded.data)
    message.error(encoded?.error.message ?? t('error.network'))
  }
  return (
    <Input
      data-list-search
      type="search"
      aria-label={props.placeholder}
      placeholder={props.placeholder}
      prefix={<SearchOutlined />}
      allowClear
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => search(text)}
      onClear={() => search('')}
      className={styles.search}
    />
  )
}
