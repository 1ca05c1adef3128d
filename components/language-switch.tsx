'use client'
import { TranslationOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { localeCookie } from '#lib/web/preference-cookies.ts'
import { setCookie } from './set-cookie.ts'

const languages = [
  { key: 'zh-CN', label: '简体中文' },
  { key: 'en', label: 'English' },
]

/** Chooses the language and draws the page again in it. */
export function LanguageSwitch() {
  const t = useTranslations('ui.header')
  const locale = useLocale()
  const router = useRouter()
  const choose = ({ key }: { key: string }) => {
    setCookie(localeCookie, key)
    router.refresh()
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: languages, selectedKeys: [locale], onClick: choose }}
    >
      <Button
        type="text"
        icon={<TranslationOutlined />}
        aria-label={t('language')}
        title={t('language')}
      />
    </Dropdown>
  )
}
