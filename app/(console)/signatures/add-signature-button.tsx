'use client'
import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Modal, Select } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import type { AddSignature } from '#lib/signatures/schemas.ts'
import { add } from './actions.ts'
import { ReviewFields } from './review-fields.tsx'

type Props = { channels: { value: string; label: string }[] }

export function AddSignatureButton({ channels }: Props) {
  const t = useTranslations('signatures')
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const none = channels.length === 0
  const done = () => {
    setOpen(false)
    message.success(t('saved'))
  }
  return (
    <>
      <Button
        type="primary"
        icon={<PlusOutlined />}
        disabled={none}
        title={none ? t('noChannel') : undefined}
        onClick={() => setOpen(true)}
      >
        {t('add')}
      </Button>
      <Modal
        open={open}
        title={t('addTitle')}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <ActionForm
          action={add}
          initialValues={{ channelId: channels[0]?.value, reviewStatus: 'none' }}
          toInput={(values) => values as AddSignature}
          done={done}
          cancel={() => setOpen(false)}
          submit={t('add')}
        >
          <Form.Item name="channelId" label={t('channel')}>
            <Select options={channels} />
          </Form.Item>
          <Form.Item name="text" label={t('text')} extra={t('textHint')}>
            <Input prefix="【" suffix="】" maxLength={40} autoComplete="off" autoFocus />
          </Form.Item>
          <ReviewFields />
        </ActionForm>
      </Modal>
    </>
  )
}
