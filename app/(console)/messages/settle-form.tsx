'use client'
import { Alert, App, Form, Input, Radio } from 'antd'
import { useTranslations } from 'next-intl'
import { ActionForm } from '#components/action-form.tsx'
import type { SettleInput } from '#lib/messages/settle-message.ts'
import { settle } from './actions.ts'

const choices = ['delivered', 'failed', 'queued'] as const

/** A person says what became of a message of which nobody knows. */
export function SettleForm({ messageId, reference }: Pick<SettleInput, 'messageId' | 'reference'>) {
  const t = useTranslations('history.settle')
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const chosen = Form.useWatch('as', form)
  return (
    <Alert
      type="warning"
      showIcon
      title={t('title')}
      description={
        <>
          <p style={{ marginTop: 0 }}>{t('hint')}</p>
          <ActionForm
            form={form}
            action={settle}
            toInput={(values) =>
              ({ ...values, messageId, reference }) as Parameters<typeof settle>[0]
            }
            done={() => message.success(t('done'))}
            submit={t('submit')}
            danger={chosen === 'queued'}
          >
            <Form.Item name="as" label={t('as')} extra={chosen === 'queued' && t('queuedWarning')}>
              <Radio.Group
                vertical
                options={choices.map((value) => ({ value, label: t(value) }))}
              />
            </Form.Item>
            <Form.Item name="reason" label={t('reason')}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
            </Form.Item>
          </ActionForm>
        </>
      }
    />
  )
}
