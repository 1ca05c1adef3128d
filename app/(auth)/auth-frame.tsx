'use client'
import { AuditOutlined, FileProtectOutlined, MessageOutlined } from '@ant-design/icons'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LanguageSwitch } from '#components/language-switch.tsx'
import { Logo } from '#components/logo.tsx'
import { ThemeSwitch } from '#components/theme-switch.tsx'
import styles from './auth-frame.module.css'

const promises = [
  { key: 'promiseCheck', icon: <FileProtectOutlined /> },
  { key: 'promiseReport', icon: <MessageOutlined /> },
  { key: 'promiseTrace', icon: <AuditOutlined /> },
] as const

/** The form at one side, what the console is for at the other; on a phone the form alone. */
export function AuthFrame({ children }: { children: ReactNode }) {
  const t = useTranslations()
  return (
    <div className={styles.frame}>
      <aside className={styles.aside}>
        <div className={styles.brand}>
          <Logo size={36} />
          <span>{t('common.product')}</span>
        </div>
        <div>
          <p className={styles.lead}>{t('auth.lead')}</p>
          <ul className={styles.promises}>
            {promises.map(({ key, icon }) => (
              <li key={key}>
                {icon}
                {t(`auth.${key}`)}
              </li>
            ))}
          </ul>
        </div>
        <Conversation />
      </aside>
      <main className={styles.main}>
        <div className={styles.switches}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <div className={styles.form}>{children}</div>
      </main>
    </div>
  )
}

/** Three messages on their way: the picture of the page. */
function Conversation() {
  return (
    <svg viewBox="0 0 360 150" className={styles.picture} aria-hidden="true">
      <rect x="0" y="8" width="230" height="44" rx="16" fill="#fff" opacity=".16" />
      <rect x="18" y="24" width="120" height="10" rx="5" fill="#fff" opacity=".75" />
      <rect x="118" y="62" width="242" height="40" rx="16" fill="#fff" opacity=".28" />
      <rect x="138" y="77" width="160" height="10" rx="5" fill="#fff" opacity=".9" />
      <path d="m318 82 5 5 10-11" fill="none" stroke="#fff" strokeWidth="4" strokeLinecap="round" />
      <rect x="0" y="112" width="180" height="38" rx="16" fill="#fff" opacity=".16" />
      <rect x="18" y="126" width="84" height="10" rx="5" fill="#fff" opacity=".75" />
    </svg>
  )
}
