'use client'
import { Button, Flex, Form, type FormInstance, Input, Space } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { listVariables } from '#lib/providers/texts.ts'
import { readLengths } from '#lib/templates/variable-lengths.ts'
import type { DraftValues } from './draft-values.ts'

const id = 'template-text'

/** The text, with buttons that put a variable where the cursor stands. */
export function TextField({ form }: { form: FormInstance<DraftValues> }) {
  const t = useTranslations('templates')
  const text = Form.useWatch('text', form) ?? ''
  const insert = (name: string) => {
    const area = document.getElementById(id)
    const now = form.getFieldValue('text') ?? ''
    const [from, to] =
      area instanceof HTMLTextAreaElement
        ? [area.selectionStart, area.selectionEnd]
        : [now.length, now.length]
    const piece = `{${name}}`
    form.setFieldValue('text', now.slice(0, from) + piece + now.slice(to))
    requestAnimationFrame(() => {
      if (!(area instanceof HTMLTextAreaElement)) return
      area.focus()
      area.setSelectionRange(from + piece.length, from + piece.length)
    })
  }
  return (
    <>
      <Form.Item
        name="text"
        label={t('text')}
        htmlFor={id}
        extra={t('textHint', { sample: '{姓名}', limited: '{姓名,20}' })}
        style={{ marginBottom: 8 }}
      >
        <Input.TextArea id={id} autoSize={{ minRows: 4, maxRows: 12 }} maxLength={2000} />
      </Form.Item>
      <InsertBar names={listVariables(readLengths(text).text)} insert={insert} />
    </>
  )
}

type BarProps = { names: string[]; insert(name: string): void }

/** The variables there are, to be used again, and an input for a new one. */
function InsertBar({ names, insert }: BarProps) {
  const t = useTranslations('templates')
  const [typed, setTyped] = useState('')
  const add = () => {
    const name = typed.replace(/[{}\s]/g, '') || `${t('insertNext')}${names.length + 1}`
    insert(name)
    setTyped('')
  }
  return (
    <Flex wrap gap={8} align="center" style={{ marginBottom: 24 }}>
      <Space.Compact>
        <Input
          aria-label={t('insertName')}
          placeholder={t('insertName')}
          value={typed}
          maxLength={20}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={(event) => {
            event.preventDefault()
            add()
          }}
          style={{ width: 150 }}
        />
        <Button onClick={add}>{t('insert')}</Button>
      </Space.Compact>
      {names.map((name) => (
        <Button key={name} size="small" type="dashed" onClick={() => insert(name)}>
          {`{${name}}`}
        </Button>
      ))}
    </Flex>
  )
}
