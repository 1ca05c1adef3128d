'use client'
import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Modal } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import { add } from '../actions.ts'

/** Notes an opt-out that came by another way than a reply. */
export function AddOptOutButton() {
  const t = useTranslations('inbox.optOut')
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const done = () => {
    close()
    message.success(t('added'))
  }
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
        {t('add')}
      </Button>
      <Modal open={open} title={t('add')} footer={null} onCancel={close} destroyOnHidden>
        <p>{t('addHint')}</p>
        <ActionForm
          action={add}
          toInput={(values) => values as Parameters<typeof add>[0]}
          done={done}
          cancel={close}
          submit={t('add')}
        >
          <Form.Item name="phone" label={t('phone')}>
            <Input inputMode="numeric" autoComplete="off" autoFocus />
          </Form.Item>
          <Form.Item name="reason" label={t('reason')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
          </Form.Item>
        </ActionForm>
      </Modal>
    </>
  )
}
