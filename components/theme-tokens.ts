import { type ThemeConfig, theme } from 'antd'

const shared = {
  borderRadius: 6,
  fontFamily: 'inherit',
  wireframe: false,
} satisfies ThemeConfig['token']

// Contrast of 4.5 to 1 for everything one reads: antd's own placeholder, error and success miss it.
const light: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#0958d9',
    colorLink: '#0958d9',
    colorError: '#cf1322',
    colorSuccess: '#237804',
    colorWarning: '#ad4e00',
    // Derived from such dark colours these would be muddy.
    colorWarningBg: '#fffbe6',
    colorWarningBorder: '#ffe58f',
    colorSuccessBg: '#f6ffed',
    colorSuccessBorder: '#b7eb8f',
    colorTextPlaceholder: '#6b7280',
    colorTextDescription: '#5b6470',
    colorTextTertiary: '#5f6875',
    colorBgLayout: '#f5f7fa',
  },
  components: {
    Layout: { headerBg: '#ffffff', siderBg: '#ffffff', headerPadding: '0 16px', headerHeight: 56 },
    Table: { headerBg: '#fafbfc', cellPaddingInlineMD: 16 },
  },
}

const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#1668dc',
    colorLink: '#65a9f3',
    colorError: '#f37370',
    colorSuccess: '#6abe39',
    colorTextPlaceholder: '#8f98a5',
    colorTextDescription: '#a3abb8',
    colorTextTertiary: '#98a1ae',
    colorBgLayout: '#0f1115',
    colorBgContainer: '#181b21',
    colorBgElevated: '#20242b',
  },
  components: {
    Layout: { headerBg: '#181b21', siderBg: '#181b21', headerPadding: '0 16px', headerHeight: 56 },
    Table: { cellPaddingInlineMD: 16 },
    Tabs: { itemSelectedColor: '#65a9f3', itemHoverColor: '#65a9f3', inkBarColor: '#65a9f3' },
    Menu: { itemSelectedColor: '#7db8f7' },
  },
}

export const themeTokens = (isDark: boolean): ThemeConfig => ({
  ...(isDark ? dark : light),
  // One key a theme: antd writes a component's variables once for each key.
  cssVar: { key: isDark ? 'sms-dark' : 'sms-light' },
  hashed: false,
})
