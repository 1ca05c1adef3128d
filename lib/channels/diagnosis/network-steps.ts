import { isIP } from 'node:net'
import type { HttpError } from '#lib/providers/http-error.ts'
import { isPublicAddress } from '#lib/providers/outbound-guard.ts'
import { lossStep } from './loss-step.ts'
import type { Reach } from './reach.ts'
import type { Step, StepName } from './step.ts'
import type { Tries } from './try-connections.ts'

const dayMs = 86_400_000
const certificateDays = 14

/**
 * Name, connection, encryption, loss where connections were tried, and answer, each as far as it
 * came; what follows a failure is left out.
 */
export function networkSteps(baseUrl: string, reach: Reach, tries?: Tries): Step[] {
  const url = new URL(baseUrl)
  const line = [lookupStep(url, reach), connectStep(url, reach), secureStep(url, reach)]
  const failed = line.findIndex((step) => step.state === 'bad')
  return [
    ...(failed < 0 ? line : line.slice(0, failed + 1)),
    ...(tries ? [lossStep(baseUrl, tries)] : []),
    ...(failed < 0 ? [answerStep(reach)] : []),
    ...(reach.connect ? [outgoingStep(reach.connect.local)] : []),
  ]
}

function lookupStep({ hostname }: URL, { lookups, connect, error }: Reach): Step {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host)) return { name: 'lookup', state: 'info', says: 'literal', params: { host } }
  const [first] = lookups
  if (!first) {
    // A socket that connected without a lookup event took the name from a cache.
    if (connect) return { name: 'lookup', state: 'ok', says: 'literal', params: { host } }
    return failed('lookup', error)
  }
  const addresses = [...new Set(lookups.map(({ address }) => address))].join(', ')
  return { name: 'lookup', state: 'ok', says: 'lookup', params: { host, addresses, ms: first.ms } }
}

function connectStep(url: URL, { connect, error }: Reach): Step {
  if (!connect) return failed('connect', error)
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const params = { remote: connect.remote, port, ms: connect.ms }
  return { name: 'connect', state: 'ok', says: 'connect', params }
}

function secureStep(url: URL, { secure, error }: Reach): Step {
  if (url.protocol === 'http:') return { name: 'secure', state: 'warn', says: 'plain' }
  if (!secure) return failed('secure', error)
  const { validUntil, protocol, ms } = secure
  const ends = validUntil && validUntil.getTime() - Date.now() < certificateDays * dayMs
  return {
    name: 'secure',
    state: ends ? 'warn' : 'ok',
    says: ends ? 'secureEnds' : 'secure',
    params: { protocol, ms },
    time: validUntil ?? null,
  }
}

function answerStep({ answer, error }: Reach): Step {
  if (!answer) return failed('answer', error)
  const { status } = answer.response
  const broken = status >= 500
  return {
    name: 'answer',
    state: broken ? 'warn' : 'ok',
    says: broken ? 'answerBroken' : 'answer',
    params: { status, ms: answer.ms },
  }
}

/** What a vendor's list of addresses must hold is known only where no router rewrites it. */
function outgoingStep(local: string): Step {
  const address = local.replace(/^::ffff:/, '')
  const says = isPublicAddress(address) ? 'outgoing' : 'outgoingPrivate'
  return { name: 'outgoing', state: 'info', says, params: { address } }
}

function failed(name: StepName, error: HttpError | undefined): Step {
  const trouble = { failure: 'unavailable', ...(error ? { code: error.code } : {}) }
  return { name, state: 'bad', trouble }
}
