import type { Reach } from './reach.ts'
import type { Step } from './step.ts'

/** The header has whole seconds and the answer took time. */
const noiseMs = 10_000
/** One vendor refuses what is a minute off; the others only print wrong times. */
const refusedMs = 55_000

/** Our clock against the `Date` of the vendor's answer; none when it sent no date. */
export function clockStep({ answer }: Reach): Step[] {
  const date = Date.parse(answer?.response.headers.date ?? '')
  if (!answer || Number.isNaN(date)) return []
  const driftMs = answer.at.getTime() - (date + 500)
  const seconds = Math.round(Math.abs(driftMs) / 1000)
  if (Math.abs(driftMs) < noiseMs) return [{ name: 'clock', state: 'ok', says: 'clock' }]
  return [
    {
      name: 'clock',
      state: Math.abs(driftMs) < refusedMs ? 'warn' : 'bad',
      says: driftMs > 0 ? 'clockAhead' : 'clockBehind',
      params: { seconds },
    },
  ]
}
