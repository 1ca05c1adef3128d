import { chinaDay, readChinaTime, writeChinaTime } from '#lib/providers/china-time.ts'

/** Hours of the day in Asia/Shanghai, `HH:mm`, in which marketing waits; `from` may lie after `to`. */
export type QuietHours = { from: string; to: string }

/** When marketing may go again; undefined when it may go at `at`. */
export function quietUntil(quiet: QuietHours | null, at: Date): Date | undefined {
  if (!quiet || quiet.from === quiet.to) return undefined
  const time = writeChinaTime(at).slice(11, 16)
  const overnight = quiet.from > quiet.to
  const isQuiet = overnight
    ? time >= quiet.from || time < quiet.to
    : time >= quiet.from && time < quiet.to
  if (!isQuiet) return undefined
  const end = readChinaTime(`${chinaDay(at)} ${quiet.to}:00`)
  if (!end || end > at) return end
  return new Date(end.getTime() + 86_400_000)
}
