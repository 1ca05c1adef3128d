'use client'
import { Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { StatusBadge } from '#components/status-badge.tsx'
import type { TemplateView } from '#lib/templates/queries.ts'
import { goneReason } from '#lib/templates/review.ts'

/** The vendor's word on a template, and its reason. */
export function ReviewText({ template }: { template: TemplateView }) {
  const t = useTranslations('templates')
  const { reviewStatus, reviewReason } = template
  const reason = reviewReason === goneReason ? t('gone') : reviewReason
  return (
    <Flex vertical>
      <StatusBadge kind="review" value={reviewStatus} />
      {reason && <Typography.Text type="secondary">{reason}</Typography.Text>}
    </Flex>
  )
}
