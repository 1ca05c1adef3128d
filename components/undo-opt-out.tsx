'use client'
import { App, Button, Form, Input, Modal } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '#lib/web/action.ts'
import { ActionForm } from './action-form.tsx'

export type UndoAction = Action<{ id: number; reason: string }, { id: number }>

/** Lets marketing go to somebody again; a reason must be given. */
export function UndoOptOut(props: { id: number; phone: string; undo: UndoAction }) {
  const t = useTranslations('inbox.optOut')
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const done = () => {
    close()
    message.success(t('undone'))
  }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('undo')}
      </Button>
      <Modal
        open={open}
        title={t('undoTitle', { phone: props.phone })}
        footer={null}
        onCancel={close}
        destroyOnHidden
      >
        <p>{t('undoHint')}</p>
        <ActionForm
          action={props.undo}
          toInput={(values) => ({ id: props.id, reason: String(values.reason ?? '') })}
          done={done}
          cancel={close}
          submit={t('undo')}
          danger
        >
          <Form.Item name="reason" label={t('reason')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} autoFocus />
          </Form.Item>
        </ActionForm>
      </Modal>
    </>
  )
}
