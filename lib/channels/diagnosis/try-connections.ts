import { setTimeout as wait } from 'node:timers/promises'
import type { Call, HttpStep } from '#lib/providers/call.ts'
import { HttpError } from '#lib/providers/http-error.ts'
import type { Reach } from './reach.ts'

/** What became of several connections: milliseconds of those that were made, codes of the others. */
export type Tries = { took: number[]; codes: string[] }

/** Ten seconds in all, however bad the line is. */
const plan = { tries: 5, tryMs: 1_800, pause: (): Promise<unknown> => wait(200) }

/**
 * Connects to the vendor several times, one after another, the way every call goes (TCP, and TLS
 * where the base URL has it), and sends nothing. A try that takes longer than `tryMs` is lost.
 */
export async function tryConnections(
  { http, baseUrl }: Pick<Call<unknown>, 'http' | 'baseUrl'>,
  { tries, tryMs, pause }: typeof plan = plan,
): Promise<Tries> {
  const out: Tries = { took: [], codes: [] }
  const request = { method: 'GET', url: `${baseUrl}/`, connectOnly: true } as const
  for (let count = 0; count < tries; count++) {
    if (count > 0) await pause()
    let ms = 0
    const watch = (step: HttpStep) => {
      if (step.step !== 'lookup') ms += step.ms
    }
    try {
      await http({ ...request, connectTimeoutMs: tryMs, watch })
      out.took.push(ms)
    } catch (error) {
      if (!(error instanceof HttpError)) throw error
      out.codes.push(error.code)
    }
  }
  return out
}

/** What the line alone may do to a connection, as against a name, a certificate or our own guard. */
const ofTheLine =
  /^(connect_timeout|closed|E(CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE))$/

/** Whether more tries can tell anything: not where a connection is refused before it leaves, or always. */
export function isWorthTrying({ error }: Reach): boolean {
  return error?.phase !== 'connect' || ofTheLine.test(error.code)
}
