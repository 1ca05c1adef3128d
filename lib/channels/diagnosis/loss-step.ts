import { targetOf } from '#lib/providers/outbound-guard.ts'
import type { Step, StepState } from './step.ts'
import type { Tries } from './try-connections.ts'

/** A packet of a handshake that got lost is sent again a second later at the earliest (RFC 6298, 2.1). */
const sentAgainMs = 1_000

/** How many connections were lost, and how long the others took. */
export function lossStep(baseUrl: string, { took, codes }: Tries): Step {
  const url = new URL(baseUrl)
  const tries = took.length + codes.length
  const sorted = took.toSorted((a, b) => a - b)
  const [state, says] = judge(sorted, codes.length)
  return {
    name: 'loss',
    state,
    says,
    params: {
      target: targetOf(url),
      way: url.protocol === 'https:' ? 'TCP + TLS' : 'TCP',
      tries,
      made: took.length,
      percent: Math.round((codes.length / tries) * 100),
      ...timesOf(sorted),
      ...(codes.length > 0 ? { codes: countCodes(codes) } : {}),
    },
  }
}

function judge(sorted: number[], lost: number): [StepState, string] {
  if (sorted.length === 0) return ['bad', 'lossAll']
  if (lost > 0) return ['warn', 'lossSome']
  const spread = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0)
  return spread >= sentAgainMs ? ['info', 'lossLate'] : ['ok', 'loss']
}

function timesOf(sorted: number[]): Record<string, number> {
  const at = (index: number) => sorted[Math.floor(index)] ?? 0
  const last = sorted.length - 1
  if (last < 0) return {}
  const median = Math.round((at(last / 2) + at((last + 1) / 2)) / 2)
  return { least: at(0), median, most: at(last) }
}

/** `connect_timeout ×2, ECONNREFUSED`, as support asks for them. */
function countCodes(codes: string[]): string {
  const groups = Object.entries(Object.groupBy(codes, (code) => code))
  return groups
    .map(([code, all = []]) => (all.length > 1 ? `${code} ×${all.length}` : code))
    .join(', ')
}
