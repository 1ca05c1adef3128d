import type { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Provider } from '#lib/providers/contract.ts'
import { isPublicAddress } from '#lib/providers/outbound-guard.ts'
import type { Step, StepState } from './step.ts'

export type Resolve = (host: string) => Promise<string[]>

type Place = { callbackOrigin: string; lastCallbackAt: Date | null; resolve: Resolve }

const name = 'callback'

/** Resolves with the system, as the vendor's server would; a name that is not known gives none. */
export const resolveWith =
  (find: typeof lookup): Resolve =>
  (host) =>
    find(host, { all: true }).then(
      (found) => found.map(({ address }) => address),
      () => [],
    )

/**
 * Whether the vendor could push to our address as far as its form tells; that it does is told by
 * the last push alone.
 */
export async function callbackStep(
  { parseCallback, callbackScheme }: Pick<Provider, 'parseCallback' | 'callbackScheme'>,
  { callbackOrigin, lastCallbackAt, resolve }: Place,
): Promise<Step> {
  if (!parseCallback) return { name, state: 'info', says: 'callbackNone' }
  const url = new URL(callbackOrigin)
  const [state, says] =
    (await judgeHost(url, resolve)) ?? judgeScheme(url, callbackScheme) ?? wellWords(lastCallbackAt)
  return {
    name,
    state,
    says,
    params: { origin: url.origin, host: url.hostname },
    time: lastCallbackAt,
  }
}

type Verdict = [StepState, string]

const wellWords = (last: Date | null): Verdict =>
  last ? ['ok', 'callbackCame'] : ['info', 'callbackNever']

async function judgeHost(url: URL, resolve: Resolve): Promise<Verdict | undefined> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await resolve(host)
  if (addresses.length === 0) return ['bad', 'callbackUnknownHost']
  // A name may lead elsewhere inside our network than for the vendor.
  if (addresses.some(isPublicAddress)) return undefined
  return isIP(host) || host === 'localhost'
    ? ['bad', 'callbackPrivate']
    : ['warn', 'callbackInside']
}

function judgeScheme(url: URL, scheme: Provider['callbackScheme']): Verdict | undefined {
  if (scheme === 'http_port_80') {
    if (url.port) return ['bad', 'callbackPort80']
    return url.protocol === 'https:' ? ['warn', 'callbackAlsoHttp'] : undefined
  }
  if (url.protocol === 'https:') return undefined
  return scheme === 'https' ? ['bad', 'callbackHttps'] : ['warn', 'callbackPlain']
}
