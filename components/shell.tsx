'use client'
import { MenuOutlined } from '@ant-design/icons'
import { Button, Drawer, Layout } from 'antd'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { Role } from '#lib/auth/roles.ts'
import { KeyboardHelp } from './keyboard-help.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { Logo } from './logo.tsx'
import { MainMenu } from './main-menu.tsx'
import styles from './shell.module.css'
import { ThemeSwitch } from './theme-switch.tsx'
import { type ShellUser, UserMenu } from './user-menu.tsx'

/** The frame of the console: menu at the side (a drawer on a phone), header, content. */
export function Shell({ user, children }: { user: ShellUser; children: ReactNode }) {
  const t = useTranslations('ui')
  return (
    <Layout className={styles.shell}>
      <a className="skip-link" href="#content">
        {t('header.skip')}
      </a>
      <Layout.Header className={styles.header}>
        <MenuDrawer role={user.role} />
        <Brand />
        <span className={styles.zone}>{t('header.zone')}</span>
        <KeyboardHelp />
        <LanguageSwitch />
        <ThemeSwitch />
        <UserMenu user={user} />
      </Layout.Header>
      <Layout>
        <Layout.Sider width={208} className={`${styles.sider} only-wide`} collapsible={false}>
          <MainMenu role={user.role} />
        </Layout.Sider>
        <Layout.Content id="content" role="main" tabIndex={-1} className={styles.content}>
          {children}
        </Layout.Content>
      </Layout>
    </Layout>
  )
}

function Brand() {
  const t = useTranslations('common')
  return (
    <Link href="/" className={styles.brand}>
      <Logo />
      <span>{t('product')}</span>
    </Link>
  )
}

function MenuDrawer({ role }: { role: Role }) {
  const t = useTranslations('ui.menu')
  const path = usePathname()
  const [openAt, setOpenAt] = useState<string>()
  return (
    <span className="only-narrow">
      <Button
        type="text"
        icon={<MenuOutlined />}
        aria-label={t('open')}
        onClick={() => setOpenAt(path)}
      />
      <Drawer
        placement="left"
        size={260}
        open={openAt === path}
        onClose={() => setOpenAt(undefined)}
        title={<Brand />}
        styles={{ body: { padding: 8 } }}
      >
        <MainMenu role={role} />
      </Drawer>
    </span>
  )
}
