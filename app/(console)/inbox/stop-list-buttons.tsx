'use client'
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Modal, Popconfirm, Upload } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import { sendFile } from '#components/send-file.ts'
import type { Imported } from '#lib/stop-lists/import-list.ts'
import type { StopList } from '#lib/stop-lists/lists.ts'
import type { Action } from '#lib/web/action.ts'
import { importPhones } from './actions.ts'

const exports = { optOut: '/api/exports/opt-outs', blocklist: '/api/exports/blocklist' }

/** Import and export of a whole list of phones. */
export function StopListButtons({ list }: { list: StopList }) {
  const t = useTranslations('inbox.stopList')
  return (
    <>
      <ImportButton list={list} />
      <Popconfirm
        title={t('exportTitle')}
        description={t('exportHint')}
        okText={t('export')}
        onConfirm={() => location.assign(exports[list])}
      >
        <Button icon={<DownloadOutlined />}>{t('export')}</Button>
      </Popconfirm>
    </>
  )
}

function ImportButton({ list }: { list: StopList }) {
  const t = useTranslations('inbox')
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [file, setFile] = useState<File>()
  const send = useImport(list, file)
  const close = () => {
    setOpen(false)
    setFile(undefined)
  }
  const done = ({ added, known, refused }: Imported) => {
    close()
    message.success(t('stopList.imported', { added, known, refused }), 8)
  }
  const take = (chosen: File) => {
    setFile(chosen)
    // Sent by ourselves when the form is.
    return false
  }
  return (
    <>
      <Button icon={<UploadOutlined />} onClick={() => setOpen(true)}>
        {t('stopList.import')}
      </Button>
      <Modal
        open={open}
        title={t('stopList.importTitle')}
        footer={null}
        onCancel={close}
        destroyOnHidden
      >
        <p>{t('stopList.importHint')}</p>
        <ActionForm
          action={send}
          toInput={(values) => ({ reason: String(values.reason ?? '') })}
          done={done}
          cancel={close}
          submit={t('stopList.import')}
        >
          <Form.Item label={t('stopList.file')}>
            <Upload accept=".csv,.txt,.xlsx,.tsv" maxCount={1} beforeUpload={take}>
              <Button>{t('stopList.choose')}</Button>
            </Upload>
          </Form.Item>
          <Form.Item name="reason" label={t('optOut.reason')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
          </Form.Item>
        </ActionForm>
      </Modal>
    </>
  )
}

/** Uploads the file, then has its phones added. */
function useImport(list: StopList, file: File | undefined): Action<{ reason: string }, Imported> {
  const t = useTranslations()
  const fail = (text: string) =>
    ({ ok: false, error: { code: 'not_sent', message: text } }) as const
  return async ({ reason }) => {
    if (!file) return fail(t('inbox.stopList.noFile'))
    const { signal } = new AbortController()
    const sent = await sendFile(file, { name: file.name, sent: () => undefined, signal })
    if ('id' in sent) return importPhones({ list, uploadId: sent.id, reason })
    return fail(typeof sent.error === 'string' ? t('ui.error.network') : sent.error.message)
  }
}
