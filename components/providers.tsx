'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useLocale } from 'next-intl'
import { type ReactNode, useState } from 'react'
import 'dayjs/locale/zh-cn'
import type { ThemeChoice } from '#lib/web/preference-cookies.ts'
import { ThemeProvider, useThemeState } from './theme-choice.tsx'
import { themeTokens } from './theme-tokens.ts'

const newQueryClient = () =>
  new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: 1 } } })

/** All that client components need: theme, language of antd, messages and modals, React Query. */
export function Providers(props: {
  theme: { choice: ThemeChoice; dark: boolean }
  children: ReactNode
}) {
  const [queryClient] = useState(newQueryClient)
  const theme = useThemeState(props.theme)
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider
        theme={themeTokens(theme.dark)}
        locale={useLocale() === 'en' ? enUS : zhCN}
        button={{ autoInsertSpace: false }}
      >
        <App message={{ maxCount: 3 }}>
          <ThemeProvider value={theme}>{props.children}</ThemeProvider>
        </App>
      </ConfigProvider>
    </QueryClientProvider>
  )
}
