'use client'
import { Form, Input, Select } from 'antd'
import { useTranslations } from 'next-intl'
import { reviewStatuses } from '#lib/templates/review.ts'

/** What the vendor said of a signature, and a note. */
export function ReviewFields() {
  const t = useTranslations()
  return (
    <>
      <Form.Item
        name="reviewStatus"
        label={t('signatures.review')}
        extra={t('signatures.reviewHint')}
      >
        <Select
          options={reviewStatuses.map((value) => ({ value, label: t(`common.review.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="note" label={t('signatures.note')} extra={t('signatures.noteHint')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </>
  )
}
