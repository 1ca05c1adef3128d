'use client'
import { App, Button, Form, Input, Modal, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import type { ChannelView } from '#lib/channels/queries.ts'
import { limitSources } from './actions.ts'
import type { May } from './may.ts'

const readLines = (text: unknown): string[] =>
  String(text ?? '')
    .split(/[\s,，;；]+/)
    .filter(Boolean)

/** From which addresses pushes are taken. */
export function CallbackSources({ channel, may }: { channel: ChannelView; may: May }) {
  const t = useTranslations()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const { sources } = channel.callback
  const close = () => setOpen(false)
  const done = () => {
    close()
    message.success(t('channels.saved'))
  }
  return (
    <div>
      <Typography.Text type="secondary">{t('channels.callbackSources')}</Typography.Text>{' '}
      {sources.length > 0 ? sources.join(', ') : t('channels.callbackAnywhere')}{' '}
      {may.write && (
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          {t('channels.callbackSourcesEdit')}
        </Button>
      )}
      <Modal
        open={open}
        title={t('channels.callbackSources')}
        footer={null}
        onCancel={close}
        destroyOnHidden
      >
        <ActionForm
          action={limitSources}
          initialValues={{ sources: sources.join('\n') }}
          toInput={(values) => ({ id: channel.id, sources: readLines(values.sources) })}
          done={done}
          cancel={close}
          submit={t('ui.action.save')}
        >
          <Form.Item
            name="sources"
            label={t('channels.callbackSources')}
            extra={t('channels.callbackSourcesHint')}
          >
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
          </Form.Item>
        </ActionForm>
      </Modal>
    </div>
  )
}
