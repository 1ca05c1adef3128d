'use client'
import { Form, Input, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { ActionForm } from '#components/action-form.tsx'
import { createFirstUser } from './actions.ts'
import { enter } from './enter.ts'

/** The account that may do everything, while there is none. */
export function FirstUserForm() {
  const t = useTranslations('auth')
  const [form] = Form.useForm<{ email: string; password: string }>()
  const start = () => {
    const { email, password } = form.getFieldsValue()
    void enter(email, password, '/')
  }
  return (
    <>
      <Typography.Title level={1} style={{ fontSize: 24, marginTop: 0 }}>
        {t('firstTitle')}
      </Typography.Title>
      <Typography.Paragraph type="secondary">{t('firstLead')}</Typography.Paragraph>
      <ActionForm form={form} action={createFirstUser} done={start} submit={t('firstSubmit')} block>
        <Form.Item name="name" label={t('name')}>
          <Input autoComplete="name" autoFocus />
        </Form.Item>
        <Form.Item name="email" label={t('email')}>
          <Input type="email" autoComplete="username" />
        </Form.Item>
        <Form.Item name="password" label={t('password')} extra={t('passwordHint')}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="repeat" label={t('repeat')}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </ActionForm>
    </>
  )
}
