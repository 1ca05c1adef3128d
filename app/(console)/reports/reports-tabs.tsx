'use client'
import { Tabs } from 'antd'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type HeldKind, heldKinds } from '#lib/reports/held-filter.ts'

/** Unreadable pushes and reports without a message, each with its address. */
export function ReportsTabs({ active }: { active: HeldKind }) {
  const t = useTranslations('reports.kind')
  const router = useRouter()
  return (
    <Tabs
      activeKey={active}
      onChange={(kind) => router.push(`/reports?kind=${kind}`)}
      items={heldKinds.map((key) => ({ key, label: t(key) }))}
    />
  )
}
