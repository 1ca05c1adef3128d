'use client'
import { InboxOutlined } from '@ant-design/icons'
import { Upload } from 'antd'
import { useTranslations } from 'next-intl'

/** A place to drop one file, or to click and choose it. */
export function DropFile({ start }: { start(file: File): void }) {
  const t = useTranslations('batches.wizard')
  const take = (file: File) => {
    start(file)
    // Sent by ourselves: antd would put it into a form.
    return false
  }
  return (
    <Upload.Dragger
      accept=".csv,.txt,.xlsx,.tsv,.xls"
      maxCount={1}
      showUploadList={false}
      beforeUpload={take}
    >
      <p className="ant-upload-drag-icon">
        <InboxOutlined />
      </p>
      <p className="ant-upload-text">{t('drop')}</p>
      <p className="ant-upload-hint">{t('dropHint')}</p>
    </Upload.Dragger>
  )
}
