'use client'
import { Tabs } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

const hrefs = { replies: '/inbox', optOuts: '/inbox/opt-outs' } as const
const keys = ['replies', 'optOuts'] as const

/** Replies and opt-outs are two pages, each with its address. */
export function InboxTabs({ active }: { active: keyof typeof hrefs }) {
  const t = useTranslations('inbox')
  const items = keys.map((key) => ({
    key,
    label: (
      <Link href={hrefs[key]} style={{ color: 'inherit' }}>
        {t(key)}
      </Link>
    ),
  }))
  return <Tabs activeKey={active} items={items} />
}
