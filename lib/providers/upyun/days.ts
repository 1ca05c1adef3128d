import { chinaDay } from '../china-time.ts'

/** The days of these moments in UTC and in China, each once: 5.6 does not say which `date` means. */
export function listDays(moments: Date[]): string[] {
  return [...new Set(moments.flatMap((at) => [at.toISOString().slice(0, 10), chinaDay(at)]))]
}
