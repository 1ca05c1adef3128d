'use client'
import { Button, Flex, Input, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'

type Props = { variables: string[]; start(file: Blob, name: string): void }

/** Numbers out of a chat or a mail; they go the same way as a small text file. */
export function PasteNumbers({ variables, start }: Props) {
  const t = useTranslations('batches.wizard')
  const id = useId()
  const [text, setText] = useState('')
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const hint =
    variables.length > 0 ? t('pasteHint', { names: variables.join(', ') }) : t('pasteHintPlain')
  const send = () => start(new Blob([`${lines.join('\n')}\n`]), `${t('pastedName')}.txt`)
  return (
    <Flex vertical gap={8}>
      <label htmlFor={id}>{t('pasteLabel')}</label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 6, maxRows: 16 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={['13800138000', ...variables].join(',')}
      />
      <Typography.Text type="secondary">{hint}</Typography.Text>
      <div>
        <Button type="primary" disabled={lines.length === 0} onClick={send}>
          {t('pasteGo', { count: lines.length })}
        </Button>
      </div>
    </Flex>
  )
}
