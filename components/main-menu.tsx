'use client'
import {
  ApiOutlined,
  AuditOutlined,
  DashboardOutlined,
  EditOutlined,
  FileTextOutlined,
  HistoryOutlined,
  InboxOutlined,
  SendOutlined,
  SettingOutlined,
  TeamOutlined,
  WalletOutlined,
} from '@ant-design/icons'
import { Menu, type MenuProps } from 'antd'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { hasRole, type Role } from '#lib/auth/roles.ts'
import { type MenuEntry, menuGroups } from './menu-items.ts'

const icons: Partial<Record<MenuEntry['key'], ReactNode>> = {
  overview: <DashboardOutlined />,
  batches: <SendOutlined />,
  messages: <HistoryOutlined />,
  inbox: <InboxOutlined />,
  templates: <FileTextOutlined />,
  signatures: <EditOutlined />,
  channels: <ApiOutlined />,
  balances: <WalletOutlined />,
  audit: <AuditOutlined />,
  users: <TeamOutlined />,
  settings: <SettingOutlined />,
}

type Items = NonNullable<MenuProps['items']>

/** Links to every screen the role may see, in groups. */
export function MainMenu({ role }: { role: Role }) {
  const t = useTranslations('ui.menu')
  const here = `/${usePathname().split('/')[1] ?? ''}`
  const toItem = ({ key, href }: MenuEntry) => ({
    key: href,
    icon: icons[key],
    label: <Link href={href}>{t(key)}</Link>,
    title: t(key),
  })
  const items = menuGroups.flatMap((group): Items => {
    const entries = group.entries.filter((entry) => hasRole(role, entry.role)).map(toItem)
    if (!group.key || entries.length === 0) return entries
    return [{ type: 'group', key: group.key, label: t(group.key), children: entries }]
  })
  return (
    <nav aria-label={t('main')}>
      <Menu mode="inline" selectedKeys={[here]} items={items} style={{ borderInlineEnd: 0 }} />
    </nav>
  )
}
