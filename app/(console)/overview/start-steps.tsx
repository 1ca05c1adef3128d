'use client'
import { Button, Card, Steps } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { Overview } from '#lib/overview/get-overview.ts'

const steps = [
  { key: 'channel', has: 'channels', href: '/channels' },
  { key: 'template', has: 'templates', href: '/templates' },
  { key: 'batch', has: 'batches', href: '/batches/new' },
] as const

/** What a new installation still lacks, and where to begin. */
export function StartSteps({ has }: { has: Overview['has'] }) {
  const t = useTranslations('overview.start')
  const next = steps.findIndex((step) => !has[step.has])
  const items = steps.map((step, n) => ({
    title: t(step.key),
    content: (
      <>
        <p style={{ margin: '0 0 8px' }}>{t(`${step.key}Hint`)}</p>
        {n === next && (
          <Link href={step.href}>
            <Button type="primary">{t(step.key)}</Button>
          </Link>
        )}
      </>
    ),
    status: has[step.has] ? ('finish' as const) : n === next ? ('process' as const) : undefined,
  }))
  return (
    <Card title={t('title')} style={{ marginBottom: 16 }}>
      <Steps orientation="vertical" current={next} items={items.map(withoutUndefined)} />
    </Card>
  )
}

const withoutUndefined = <T extends { status: 'finish' | 'process' | undefined }>({
  status,
  ...rest
}: T) => (status ? { ...rest, status } : rest)
