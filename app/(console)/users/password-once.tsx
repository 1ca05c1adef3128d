'use client'
import { Alert, Button, Flex, Modal } from 'antd'
import { useTranslations } from 'next-intl'
import { CopyText } from '#components/copy-text.tsx'

type Props = { made: { name: string; password: string } | undefined; close(): void }

/** A new password, shown this once. */
export function PasswordOnce({ made, close }: Props) {
  const t = useTranslations()
  return (
    <Modal
      open={made !== undefined}
      title={made && t('users.newPasswordTitle', { name: made.name })}
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t('ui.action.done')}
        </Button>
      }
    >
      <Flex vertical gap={16}>
        <Alert type="warning" showIcon title={t('users.newPasswordHint')} />
        <div style={{ fontSize: 18 }}>{made && <CopyText text={made.password} />}</div>
      </Flex>
    </Modal>
  )
}
