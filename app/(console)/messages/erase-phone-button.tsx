'use client'
import { App, Button, Form, Input, Modal } from 'antd'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import type { Erased } from '#lib/personal-data/erase-phone.ts'
import { erasePhone } from './actions.ts'

/** Erases one phone everywhere, with a reason; for administrators. `token` stands for the phone. */
export function ErasePhoneButton({ token, phone }: { token: string; phone: string }) {
  const t = useTranslations('history.erase')
  const { modal } = App.useApp()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const done = (erased: Erased) => {
    close()
    const { keptOptOut, keptBlocklist, ...counts } = erased
    const notes = [
      t('done', counts),
      ...(keptOptOut ? [t('keptOptOut')] : []),
      ...(keptBlocklist ? [t('keptBlocklist')] : []),
      ...(counts.waiting > 0 ? [t('waiting', { count: counts.waiting })] : []),
    ]
    modal.success({
      title: t('doneTitle', { phone }),
      content: notes.map((note) => <p key={note}>{note}</p>),
    })
    router.replace('/messages')
  }
  return (
    <>
      <Button danger size="small" onClick={() => setOpen(true)}>
        {t('button')}
      </Button>
      <Modal
        open={open}
        title={t('title', { phone })}
        footer={null}
        onCancel={close}
        destroyOnHidden
      >
        <p>{t('hint')}</p>
        <p>{t('kept')}</p>
        <ActionForm
          action={erasePhone}
          toInput={({ reason }) => ({ token, reason: String(reason ?? '') })}
          done={done}
          cancel={close}
          submit={t('button')}
          danger
        >
          <Form.Item name="reason" label={t('reason')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
          </Form.Item>
        </ActionForm>
      </Modal>
    </>
  )
}
