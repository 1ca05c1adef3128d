import { formatTime } from '#lib/i18n/format-time.ts'

/** `2026-11-21 18:05` on a clock in Asia/Shanghai, wherever the browser is. */
export const toInstant = (wall: string): Date => new Date(`${wall.replace(' ', 'T')}:00+08:00`)

/** Whether a day (yyyy-MM-dd) is over in Asia/Shanghai. */
export const isPastDay = (day: string): boolean => day < formatTime(Date.now(), 'day')
