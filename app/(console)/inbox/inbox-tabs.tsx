'use client'
import { Tabs } from 'antd'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'

const hrefs = { replies: '/inbox', optOuts: '/inbox/opt-outs' } as const
const keys = ['replies', 'optOuts'] as const

/** Replies and opt-outs are two pages, each with its address. */
export function InboxTabs({ active }: { active: keyof typeof hrefs }) {
  const t = useTranslations('inbox')
  const router = useRouter()
  const open = (key: string) => router.push(hrefs[key === 'optOuts' ? 'optOuts' : 'replies'])
  return (
    <Tabs activeKey={active} onChange={open} items={keys.map((key) => ({ key, label: t(key) }))} />
  )
}
