import { AntdRegistry } from '@ant-design/nextjs-registry'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Providers } from '#components/providers.tsx'
import { SchemeScript } from '#components/scheme-script.tsx'
import { readTheme } from '#lib/web/request-preferences.ts'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return { title: { default: t('product'), template: `%s · ${t('product')}` } }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme, requested] = await Promise.all([getLocale(), readTheme(), headers()])
  const nonce = /'nonce-([^']+)'/.exec(requested.get('content-security-policy') ?? '')?.[1]
  return (
    <html lang={locale} data-theme={theme.dark ? 'dark' : 'light'}>
      <body>
        {theme.choice === 'system' && <SchemeScript dark={theme.dark} nonce={nonce} />}
        <AntdRegistry>
          <NextIntlClientProvider>
            <Providers theme={theme}>{children}</Providers>
          </NextIntlClientProvider>
        </AntdRegistry>
      </body>
    </html>
  )
}
