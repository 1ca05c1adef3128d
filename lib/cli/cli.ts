import type { Context } from '#lib/context.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { CliWords } from './words.ts'

/** What a verb has to say: `json` with --json, else `text`. `status` is the exit status, 0 unless set. */
export type Answer = { json: unknown; text: string; status?: number }

/** A verb gets what its options and arguments were read into; commander knows no types of them. */
export type Verb = (cli: Cli, options: never, ...targets: string[]) => Promise<Answer>

export type Cli = {
  locale: Locale
  words: CliWords
  /** One line to standard error, for people. */
  note(text: string): void
  /** The database and all else that verbs need, opened when first asked for. Throws EnvError. */
  context(): Promise<Context>
  /** An action of commander's: loads the verb only now, runs it, prints its answer. */
  act(load: () => Promise<Verb>): (...given: unknown[]) => Promise<void>
}
