import { CommanderError } from 'commander'
import { fill } from '#lib/i18n/fill.ts'
import type { CliWords } from './words.ts'

const own = 'sms.usage'

/** Wrong usage that only a verb can see; `message` in the reader's language. Exit status 2. */
export const usageError = (message: string): CommanderError => new CommanderError(2, own, message)

/** What commander says, in the reader's language; nothing where it has shown help instead. */
export function describeUsage({ usage }: CliWords, error: CommanderError): string {
  if (error.code === own) return error.message
  const texts: Record<string, string> = usage
  const text = texts[error.code.replace('commander.', '')]
  if (!text) return ''
  const [, what = ''] = /'(.*?)'/.exec(error.message) ?? []
  const [, value = '', rest = ''] =
    /argument '(.*)' is invalid\.\s*(.*)$/s.exec(error.message) ?? []
  const [, meant] = /\(Did you mean (.+?)\?\)/.exec(error.message) ?? []
  return fill(text, { what, value, rest }).trim() + (meant ? ` (${meant}?)` : '')
}
