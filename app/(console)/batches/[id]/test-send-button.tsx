'use client'
import { App, Button, Form, Input, Modal, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import type { BatchView } from '#lib/batches/batch-view.ts'
import { sendTest } from '../actions.ts'

type Props = { batch: BatchView; example: string | undefined }
type Values = { phone?: string; values?: string[] }

/** One real text to one's own phone before everybody gets it. */
export function TestSendButton({ batch, example }: Props) {
  const t = useTranslations('batches.test')
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const done = ({ id }: { id: string }) => {
    close()
    message.success(
      <>
        {t('sent')} <Link href={`/batches/${id}`}>{t('look')}</Link>
      </>,
      6,
    )
  }
  const toInput = (values: Record<string, unknown>) => {
    const { phone = '', values: given = [] } = values as Values
    return {
      channelId: batch.channelId,
      templateId: batch.templateId,
      phone,
      values: batch.template.variables.map((_, n) => given[n] ?? ''),
    }
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('open')}</Button>
      <Modal title={t('title')} open={open} onCancel={close} footer={null} destroyOnHidden>
        <Typography.Paragraph type="secondary">{t('lead')}</Typography.Paragraph>
        {example && <Typography.Paragraph type="secondary">{example}</Typography.Paragraph>}
        <ActionForm
          action={sendTest}
          toInput={toInput}
          done={done}
          submit={t('send')}
          cancel={close}
        >
          <Form.Item name="phone" label={t('phone')}>
            <Input inputMode="tel" autoComplete="tel" placeholder="13800138000" />
          </Form.Item>
          {batch.template.variables.map((name, n) => (
            <Form.Item key={name} name={['values', n]} label={name}>
              <Input />
            </Form.Item>
          ))}
        </ActionForm>
      </Modal>
    </>
  )
}
