'use client'
import { Tabs } from 'antd'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'

const hrefs = {
  replies: '/inbox',
  optOuts: '/inbox/opt-outs',
  blocklist: '/inbox/blocklist',
} as const
type Tab = keyof typeof hrefs
const keys = Object.keys(hrefs) as Tab[]

/** Replies and the two lists are pages of their own, each with its address. */
export function InboxTabs({ active }: { active: Tab }) {
  const t = useTranslations('inbox')
  const router = useRouter()
  const open = (key: string) => router.push(hrefs[keys.find((one) => one === key) ?? 'replies'])
  const labelOf = (key: Tab) => (key === 'blocklist' ? t('blocklist.tab') : t(key))
  return (
    <Tabs
      activeKey={active}
      onChange={open}
      items={keys.map((key) => ({ key, label: labelOf(key) }))}
    />
  )
}
