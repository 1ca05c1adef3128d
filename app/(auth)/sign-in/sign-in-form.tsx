'use client'
import { LockOutlined, MailOutlined } from '@ant-design/icons'
import { Alert, Button, Form, Input, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { enter } from './enter.ts'

type Values = { email: string; password: string }

/** E-mail and password; says plainly when they are wrong or tried too often. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<'wrong' | 'throttled' | 'failed'>()
  const submit = async ({ email, password }: Values) => {
    setPending(true)
    const found = await enter(email, password, next)
    setProblem(found)
    if (found) setPending(false)
  }
  const rules = [{ required: true, message: t('validation.required') }]
  return (
    <Form<Values> layout="vertical" requiredMark={false} noValidate onFinish={submit} size="large">
      <Typography.Title level={1} style={{ fontSize: 26, marginTop: 0, marginBottom: 24 }}>
        {t('auth.title')}
      </Typography.Title>
      {problem && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`auth.${problem}`)}
          style={{ marginBottom: 20 }}
        />
      )}
      <Form.Item name="email" label={t('auth.email')} rules={rules}>
        <Input prefix={<MailOutlined />} type="email" autoComplete="username" autoFocus />
      </Form.Item>
      <Form.Item name="password" label={t('auth.password')} rules={rules}>
        <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={pending}>
        {t('auth.submit')}
      </Button>
      <Typography.Paragraph type="secondary" style={{ marginTop: 20, fontSize: 13 }}>
        {t('auth.forgot')}
      </Typography.Paragraph>
    </Form>
  )
}
