'use client'
import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Modal } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import { add } from './actions.ts'
import { PasswordOnce } from './password-once.tsx'
import { RoleField } from './role-field.tsx'

/** Adds a user in a dialog; a password that was made is shown once. */
export function AddUserButton() {
  const t = useTranslations('users')
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<{ name: string; password: string }>()
  const [form] = Form.useForm<{ name: string }>()
  const done = ({ password }: { password?: string }) => {
    setOpen(false)
    if (password) setMade({ name: form.getFieldValue('name'), password })
    else message.success(t('saved'))
  }
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
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
          form={form}
          action={add}
          toInput={({ password, ...rest }) =>
            ({ ...rest, password: password || undefined }) as AddInput
          }
          initialValues={{ role: 'viewer' }}
          done={done}
          cancel={() => setOpen(false)}
          submit={t('add')}
        >
          <NewUserFields />
        </ActionForm>
      </Modal>
      <PasswordOnce made={made} close={() => setMade(undefined)} />
    </>
  )
}

type AddInput = Parameters<typeof add>[0]

function NewUserFields() {
  const t = useTranslations('users')
  return (
    <>
      <Form.Item name="name" label={t('name')}>
        <Input autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="email" label={t('email')}>
        <Input type="email" autoComplete="off" />
      </Form.Item>
      <RoleField />
      <Form.Item name="password" label={t('password')} extra={t('passwordHint')}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  )
}
