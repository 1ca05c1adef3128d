import { z } from 'zod'
import { UserError } from '#lib/errors.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { readText } from '../read-text.ts'
import { usageError } from '../usage.ts'
import type { CliWords } from '../words.ts'

const Credentials = z.record(z.string(), z.string())

/**
 * The credentials in a JSON file, or on standard input for `-`. Nothing of what stands there is
 * ever repeated. Throws UserError `credentials_missing`, `credentials_form`.
 */
export async function readCredentials(
  words: CliWords,
  file: string,
  provider: Pick<Provider, 'credentials'>,
): Promise<Record<string, string>> {
  if (/^\s*[{[]/.test(file)) throw usageError(words.usage.inlineCredentials)
  const text = await readText(file, 'credentials_missing')
  const read = Credentials.safeParse(parseJson(text.replace(/^\uFEFF/, '')))
  if (read.success) return read.data
  const fields = Object.keys(provider.credentials.shape).join(', ')
  throw new UserError('credentials_form', { fields })
}

/** Undefined for what is no JSON; the parser's message would quote the secret. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
