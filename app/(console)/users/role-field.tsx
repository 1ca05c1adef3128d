'use client'
import { Flex, Form, Radio, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { roles } from '#lib/auth/roles.ts'

/** The four roles, each with what it may do. */
export function RoleField() {
  const t = useTranslations()
  return (
    <Form.Item name="role" label={t('users.role')}>
      <Radio.Group style={{ width: '100%' }}>
        <Flex vertical gap={8}>
          {roles.map((role) => (
            <Radio key={role} value={role}>
              {t(`common.role.${role}`)}
              <Typography.Text type="secondary" style={{ marginInlineStart: 8 }}>
                {t(`users.roleHelp.${role}`)}
              </Typography.Text>
            </Radio>
          ))}
        </Flex>
      </Radio.Group>
    </Form.Item>
  )
}
