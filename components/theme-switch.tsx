'use client'
import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslations } from 'next-intl'
import type { ThemeChoice } from '#lib/web/preference-cookies.ts'
import { useThemeChoice } from './theme-choice.tsx'

const icons = { light: <SunOutlined />, dark: <MoonOutlined />, system: <DesktopOutlined /> }
const choices = ['light', 'dark', 'system'] as const satisfies ThemeChoice[]

/** Light, dark, or as the system. */
export function ThemeSwitch() {
  const t = useTranslations('ui.header')
  const { choice, dark, choose } = useThemeChoice()
  const items = choices.map((key) => ({ key, icon: icons[key], label: t(key) }))
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, selectedKeys: [choice], onClick: ({ key }) => choose(key as ThemeChoice) }}
    >
      <Button
        type="text"
        icon={icons[dark ? 'dark' : 'light']}
        aria-label={t('theme')}
        title={t('theme')}
      />
    </Dropdown>
  )
}
