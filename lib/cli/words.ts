import en from '#lib/i18n/en/cli.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Messages } from '#lib/i18n/messages.ts'
import zh from '#lib/i18n/zh-CN/cli.ts'

export type CliWords = Messages['cli']

/** The command line's own texts, without the catalogue of the whole console: help must be quick. */
export const cliWords: Record<Locale, CliWords> = { 'zh-CN': zh, en }
