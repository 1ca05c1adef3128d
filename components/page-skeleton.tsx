'use client'
import { Card, Flex, Skeleton } from 'antd'
import { useTranslations } from 'next-intl'

/** Stands where a screen will be: its title, its filters, its rows. */
export function PageSkeleton() {
  const t = useTranslations('ui.action')
  return (
    <Flex vertical gap={16} aria-busy="true" aria-label={t('loading')} role="status">
      <Skeleton.Input active style={{ width: 180 }} />
      <Card>
        <Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} />
      </Card>
    </Flex>
  )
}
