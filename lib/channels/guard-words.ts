import { maskPhones } from '#lib/logging/mask-phones.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { listFields } from '#lib/providers/fields.ts'
import type { SendResult } from '#lib/providers/sending.ts'
import { hideSecrets } from './hide-secrets.ts'

type Clean = (text: string) => string

/** A number that the end of an excerpt has cut, with more of it left than a masked one shows. */
const cutPhone = /(?<!\d)(1[3-9]\d)\d{5,7}$/

/**
 * Our own words, by which an error is dealt with: a weak password may be a part of one. And what a
 * vendor's support is given, whatever digits it has.
 */
const kept = new Set<PropertyKey>(['vendor', 'failure', 'phase', 'name', 'requestId'])

/**
 * The same provider, whose words may be kept and shown: a vendor, or a proxy on the way, may answer
 * with the request itself. In all that its functions throw, and in the words of its answers, the
 * secrets of `credentials` are *** and phones are masked.
 */
export function guardWords(provider: Provider, credentials: unknown): Provider {
  // Made only when there are words: most calls have none.
  let made: Clean | undefined
  const clean: Clean = (text) => {
    made ??= wordsOf(provider, credentials)
    return made(text)
  }
  const { templates, pullReports, pullReplies, statistics } = provider
  const own = guardFunctions(provider, clean)
  const { diagnose, checkWords } = own
  return {
    ...own,
    ...(templates ? { templates: guardFunctions(templates, clean) } : {}),
    ...(pullReports ? { pullReports: guardFunctions(pullReports, clean) } : {}),
    ...(pullReplies ? { pullReplies: guardFunctions(pullReplies, clean) } : {}),
    ...(statistics ? { statistics: guardFunctions(statistics, clean) } : {}),
    send: async (call, request) => cleanSent(await own.send(call, request), clean),
    ...(diagnose
      ? {
          diagnose: async (call) =>
            (await diagnose(call)).map((one) => ({ ...one, detail: clean(one.detail) })),
        }
      : {}),
    ...(checkWords
      ? { checkWords: async (call, text) => (await checkWords(call, text)).map(clean) }
      : {}),
  }
}

/** The same for one error of the provider's, where nothing but that needs the credentials. */
export const cleanError = (provider: Provider, credentials: unknown, thrown: unknown): unknown =>
  cleanThrown(thrown, wordsOf(provider, credentials))

/** For a text that is to be kept or shown: its secrets and phones hidden. */
function wordsOf(provider: Provider, credentials: unknown): Clean {
  const values = new Map(Object.entries(credentials ?? {}))
  const secrets = listFields(provider.credentials).flatMap(({ name, secret }) => {
    const value: unknown = values.get(name)
    return secret && typeof value === 'string' ? [value] : []
  })
  const forms = secrets.flatMap((secret) => provider.secretForms?.(secret) ?? [])
  const hide = hideSecrets([...secrets, ...forms])
  return (text) => maskPhones(hide(text)).replace(cutPhone, '$1****')
}

function guardFunctions<T extends object>(part: T, clean: Clean): T {
  const guarded = Object.entries(part).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'function' ? guardFunction(value as Work, part, clean) : value,
  ])
  return Object.fromEntries(guarded) as T
}

type Work = (...given: unknown[]) => unknown

const guardFunction =
  (work: Work, part: object, clean: Clean) =>
  (...given: unknown[]): unknown => {
    const fail = (thrown: unknown): never => {
      throw cleanThrown(thrown, clean)
    }
    try {
      const answer: unknown = Reflect.apply(work, part, given)
      return answer instanceof Promise ? answer.catch(fail) : answer
    } catch (thrown) {
      return fail(thrown)
    }
  }

/** In place, because a class and what it hides are part of an error; its causes as well. */
function cleanThrown(thrown: unknown, clean: Clean, seen = new Set<unknown>()): unknown {
  if (typeof thrown === 'string') return clean(thrown)
  if (Array.isArray(thrown)) return thrown.map((one) => cleanThrown(one, clean, seen))
  if (!(thrown instanceof Error) || seen.has(thrown)) return thrown
  seen.add(thrown)
  const { message, stack } = thrown
  // A cut text ends in the message, and in the middle of the stack.
  if (stack) thrown.stack = stack.replace(message, () => clean(message))
  for (const name of Reflect.ownKeys(thrown)) {
    if (kept.has(name)) continue
    const value: unknown = Reflect.get(thrown, name)
    const cleaned = cleanThrown(value, clean, seen)
    if (cleaned !== value) Reflect.set(thrown, name, cleaned)
  }
  return thrown
}

const cleanSent = (result: SendResult, clean: Clean): SendResult => ({
  ...result,
  outcome: result.outcome.map((one) =>
    one.accepted
      ? one
      : {
          ...one,
          ...(one.code ? { code: clean(one.code) } : {}),
          ...(one.detail ? { detail: clean(one.detail) } : {}),
        },
  ),
})
