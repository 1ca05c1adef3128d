'use client'
import { Alert, App, Button, Form, Modal, Select } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import { ConfirmButton } from '#components/confirm-button.tsx'
import type { CallbackView, ChannelView } from '#lib/channels/queries.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { endOld, rotate } from './actions.ts'
import type { May } from './may.ts'

const hours = [1, 24, 72, 168, 720]

/** Makes a new address and shows it; the old one stays good for a time. */
export function RotateButton(props: { channel: ChannelView; done: (url: string) => void }) {
  const { channel } = props
  const t = useTranslations('channels')
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const done = ({ url }: { url: string }) => {
    close()
    props.done(url)
    message.success(t('callbackRotated'))
  }
  const options = hours.map((value) => ({
    value,
    label:
      value < 24 ? t('callbackHours', { hours: value }) : t('callbackDays', { days: value / 24 }),
  }))
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('callbackRotate')}</Button>
      <Modal
        open={open}
        title={t('callbackRotateTitle', { name: channel.name })}
        footer={null}
        onCancel={close}
        destroyOnHidden
      >
        <p>{t('callbackRotateHint')}</p>
        <ActionForm
          action={rotate}
          initialValues={{ keepHours: 168 }}
          toInput={(values) => ({ id: channel.id, keepHours: Number(values.keepHours) })}
          done={done}
          cancel={close}
          submit={t('callbackRotate')}
        >
          <Form.Item name="keepHours" label={t('callbackKeep')}>
            <Select options={options} />
          </Form.Item>
        </ActionForm>
      </Modal>
    </>
  )
}

type OldProps = { channel: ChannelView; old: NonNullable<CallbackView['old']>; may: May }

/** Until when the address before the rotation is good, and whether the vendor still uses it. */
export function OldAddress({ channel, old, may }: OldProps) {
  const t = useTranslations('channels')
  const used = old.usedAt
    ? t('callbackOldUsed', { time: formatTime(old.usedAt) })
    : t('callbackOldUnused')
  return (
    <Alert
      type="info"
      showIcon
      title={t('callbackOld', { time: formatTime(old.until, 'minute') })}
      description={used}
      action={
        may.write && (
          <ConfirmButton
            title={t('callbackEnd')}
            description={t('callbackEndHint')}
            action={() => endOld({ id: channel.id })}
            success={t('callbackEnded')}
            danger
          >
            {t('callbackEnd')}
          </ConfirmButton>
        )
      }
    />
  )
}
