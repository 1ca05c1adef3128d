import { cookies } from 'next/headers'
import { defaultLocale, type Locale, locales } from '#lib/i18n/locales.ts'
import { localeCookie, schemeCookie, type ThemeChoice, themeCookie } from './preference-cookies.ts'

const isLocale = (value: string | undefined): value is Locale =>
  locales.some((locale) => locale === value)

/** The reader's language, by cookie; Chinese unless chosen otherwise. */
export async function readLocale(): Promise<Locale> {
  const value = (await cookies()).get(localeCookie)?.value
  return isLocale(value) ? value : defaultLocale
}

/** What was chosen (`system` unless otherwise) and what the system said when it last was asked. */
export async function readTheme(): Promise<{ choice: ThemeChoice; dark: boolean }> {
  const store = await cookies()
  const value = store.get(themeCookie)?.value
  const choice = value === 'light' || value === 'dark' ? value : 'system'
  const systemDark = store.get(schemeCookie)?.value === 'dark'
  return { choice, dark: choice === 'system' ? systemDark : choice === 'dark' }
}
