'use client'
import { App, Card, Form, Input } from 'antd'
import { signIn } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { ActionForm } from '#components/action-form.tsx'
import { change } from './actions.ts'

/** One's own password. All sessions end with it, so this one is opened anew. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ next: string }>()
  const reopen = async () => {
    const password = form.getFieldValue('next')
    await signIn('credentials', { email, password, redirect: false })
    form.resetFields()
    message.success(t('auth.changed'))
  }
  return (
    <Card style={{ maxWidth: 480 }}>
      <ActionForm form={form} action={change} done={reopen} submit={t('auth.changeTitle')}>
        <input hidden type="email" autoComplete="username" value={email} readOnly />
        <Form.Item name="current" label={t('auth.current')}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="next" label={t('auth.next')} extra={t('auth.passwordHint')}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="repeat" label={t('auth.repeat')}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </ActionForm>
    </Card>
  )
}
