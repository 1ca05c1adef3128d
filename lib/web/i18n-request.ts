import { getRequestConfig } from 'next-intl/server'
import type { Locale } from '#lib/i18n/locales.ts'
import { timeZone } from '#lib/i18n/locales.ts'
import { type Messages, messages } from '#lib/i18n/messages.ts'
import { readLocale } from './request-preferences.ts'

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

export default getRequestConfig(async () => {
  const locale = await readLocale()
  return { locale, messages: messages[locale], timeZone }
})
