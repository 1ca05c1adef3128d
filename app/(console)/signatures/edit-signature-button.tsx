'use client'
import { App, Button, Modal } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import type { SignatureView } from '#lib/signatures/queries.ts'
import type { UpdateSignature } from '#lib/signatures/schemas.ts'
import { update } from './actions.ts'
import { ReviewFields } from './review-fields.tsx'

/** The text of a signature never changes: templates carry it. */
export function EditSignatureButton({ signature }: { signature: SignatureView & { id: string } }) {
  const t = useTranslations()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const { id, text, reviewStatus, note } = signature
  const done = () => {
    setOpen(false)
    message.success(t('signatures.saved'))
  }
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {t('signatures.edit')}
      </Button>
      <Modal
        open={open}
        title={t('signatures.editTitle', { text })}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <ActionForm
          action={update}
          initialValues={{ reviewStatus, note: note ?? '' }}
          toInput={(values) => ({ ...values, id }) as UpdateSignature}
          done={done}
          cancel={() => setOpen(false)}
          submit={t('ui.action.save')}
        >
          <ReviewFields />
        </ActionForm>
      </Modal>
    </>
  )
}
