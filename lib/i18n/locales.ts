import type { Locale } from '#lib/providers/vocabulary.ts'

export type { Locale }
export const locales = ['zh-CN', 'en'] as const satisfies readonly Locale[]
export const defaultLocale: Locale = 'zh-CN'
/** All times are shown in this zone, which is said once on the screen. */
export const timeZone = 'Asia/Shanghai'
