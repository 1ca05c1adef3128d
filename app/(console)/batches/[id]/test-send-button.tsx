'use client'
import { App, Button, Form, Input, Modal, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import { Bubble } from '#components/bubble.tsx'
import type { BatchView } from '#lib/batches/batch-view.ts'
import type { BatchState } from '#lib/batches/types.ts'
import { renderText } from '#lib/providers/texts.ts'
import { sendTest } from '../actions.ts'

type Props = { batch: BatchView }
type Values = { phone?: string; values?: string[] }

/** One real text to one's own phone before everybody gets it. */
export function TestSendButton({ batch }: Props) {
  const t = useTranslations('batches.test')
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  // A request whose answer was lost is made again under its key; only another test has another one.
  const [key, setKey] = useState(newKey)
  const close = () => setOpen(false)
  const done = ({ id, state }: { id: string; state: BatchState }) => {
    close()
    setKey(newKey())
    message.success(
      <>
        {t(state === 'awaiting_approval' ? 'waits' : 'sent')}{' '}
        <Link href={`/batches/${id}`}>{t('look')}</Link>
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
      key,
    }
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('open')}</Button>
      <Modal title={t('title')} open={open} onCancel={close} footer={null} destroyOnHidden>
        <Typography.Paragraph type="secondary">{t('lead')}</Typography.Paragraph>
        <ActionForm
          action={sendTest}
          toInput={toInput}
          done={done}
          submit={t('send')}
          cancel={close}
        >
          <TestFields template={batch.template} />
        </ActionForm>
      </Modal>
    </>
  )
}

const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/** The phone, a value for each variable, and the text as it will arrive with them. */
function TestFields({ template }: { template: BatchView['template'] }) {
  const t = useTranslations()
  const form = Form.useFormInstance<Values>()
  const typed = Form.useWatch('values', form)
  const values = template.variables.map((name, n) => typed?.[n] || `{${name}}`)
  // The server refuses the first that is missing; here all are marked at once.
  const rules = [{ required: true, whitespace: true, message: t('validation.required') }]
  return (
    <>
      <Form.Item name="phone" label={t('batches.test.phone')} rules={rules}>
        <Input inputMode="tel" autoComplete="tel" placeholder="13800138000" />
      </Form.Item>
      {template.variables.map((name, n) => (
        <Form.Item key={name} name={['values', n]} label={name} rules={rules}>
          <Input />
        </Form.Item>
      ))}
      <div style={{ marginBottom: 24 }}>
        <Bubble text={renderText(template, values)} />
      </div>
    </>
  )
}
