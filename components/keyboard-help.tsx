'use client'
import { QuestionCircleOutlined } from '@ant-design/icons'
import { Button, Descriptions, Modal, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** `/` goes to the search of the list, `?` shows the keys. Keys typed into a field stay there. */
export function KeyboardHelp() {
  const t = useTranslations('ui')
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === '?') setOpen(true)
      if (event.key !== '/') return
      event.preventDefault()
      document.querySelector<HTMLInputElement>('input[data-list-search]')?.focus()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  const keys = { '/': t('keys.search'), '?': t('keys.help'), Esc: t('keys.close') }
  const items = Object.entries(keys).map(([key, children]) => ({
    key,
    label: <Typography.Text keyboard>{key}</Typography.Text>,
    children,
  }))
  return (
    <span className="only-wide">
      <Button
        type="text"
        icon={<QuestionCircleOutlined />}
        aria-label={t('header.keys')}
        title={t('header.keys')}
        onClick={() => setOpen(true)}
      />
      <Modal open={open} title={t('keys.title')} footer={null} onCancel={() => setOpen(false)}>
        <Descriptions column={1} items={items} />
      </Modal>
    </span>
  )
}
