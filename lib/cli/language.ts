import { type Locale, locales } from '#lib/i18n/locales.ts'

/** The language of `--lang`, else that of the environment: Chinese for zh…, English for all others. */
export function readLanguage(argv: string[], env: NodeJS.Dict<string>): Locale {
  const at = argv.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const asked = argv[at]?.includes('=') ? argv[at]?.slice('--lang='.length) : argv[at + 1]
  const known = at === -1 ? undefined : locales.find((locale) => locale === asked)
  if (known) return known
  const set = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^zh/i.test(set) ? 'zh-CN' : 'en'
}
