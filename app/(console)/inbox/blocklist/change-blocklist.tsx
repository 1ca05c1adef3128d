'use client'
import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Modal } from 'antd'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import type { Action } from '#lib/web/action.ts'
import { block, unblock } from '../actions.ts'

/** Blocks one phone, with a reason. */
export function AddToBlocklist() {
  const t = useTranslations('inbox')
  const opener = (open: () => void) => (
    <Button type="primary" icon={<PlusOutlined />} onClick={open}>
      {t('blocklist.add')}
    </Button>
  )
  return (
    <ReasonModal
      opener={opener}
      title={t('blocklist.add')}
      hint={t('blocklist.addHint')}
      submit={t('blocklist.add')}
      done={t('blocklist.added')}
      action={({ phone, reason }) => block({ phone: phone ?? '', reason })}
    >
      <Form.Item name="phone" label={t('optOut.phone')}>
        <Input inputMode="numeric" autoComplete="off" autoFocus />
      </Form.Item>
    </ReasonModal>
  )
}

/** Lets messages go to a phone again, with a reason. */
export function UndoBlocklist({ id, phone }: { id: number; phone: string }) {
  const t = useTranslations('inbox.blocklist')
  const opener = (open: () => void) => (
    <Button size="small" onClick={open}>
      {t('undo')}
    </Button>
  )
  return (
    <ReasonModal
      opener={opener}
      title={t('undoTitle', { phone })}
      hint={t('undoHint')}
      submit={t('undo')}
      done={t('undone')}
      action={({ reason }) => unblock({ id, reason })}
      danger
    />
  )
}

type Values = { phone?: string; reason: string }
type Props = {
  opener(open: () => void): ReactNode
  title: string
  hint: string
  submit: string
  /** Said when it worked. */
  done: string
  action: Action<Values, { id: number }>
  danger?: boolean
  children?: ReactNode
}

function ReasonModal(props: Props) {
  const t = useTranslations('inbox.optOut')
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const done = () => {
    close()
    message.success(props.done)
  }
  return (
    <>
      {props.opener(() => setOpen(true))}
      <Modal open={open} title={props.title} footer={null} onCancel={close} destroyOnHidden>
        <p>{props.hint}</p>
        <ActionForm
          action={props.action}
          toInput={(values) => ({ reason: '', ...values }) as Values}
          done={done}
          cancel={close}
          submit={props.submit}
          danger={props.danger ?? false}
        >
          {props.children}
          <Form.Item name="reason" label={t('reason')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
          </Form.Item>
        </ActionForm>
      </Modal>
    </>
  )
}
