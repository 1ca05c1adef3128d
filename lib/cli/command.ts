import { type Command, InvalidArgumentError, Option } from 'commander'
import { fill } from '#lib/i18n/fill.ts'
import type { Cli } from './cli.ts'
import { readInstant } from './read-instant.ts'
import type { CliWords } from './words.ts'

/** A verb of a noun, with examples below its help. */
export const addVerb = (
  noun: Command,
  cli: Cli,
  verb: { name: string; about: string; examples: string[]; notes?: string },
): Command =>
  addExamples(noun.command(verb.name).description(verb.about), cli, verb.examples, verb.notes)

/** Puts examples, and what else there is to say, below the help of a command. */
export function addExamples(
  command: Command,
  { words }: Cli,
  examples: string[],
  notes?: string,
): Command {
  const lines = examples.map((example) => `  sms ${example}`)
  const after = ['', words.headings.examples, ...lines, ...(notes ? ['', notes] : [])]
  return command.addHelpText('after', after.join('\n'))
}

/** An option with one of a few values. */
export function choiceOption(
  words: CliWords,
  flags: string,
  about: string,
  values: readonly string[],
): Option {
  const choices = values.join(', ')
  return new Option(flags, fill(about, { choices })).argParser((value) =>
    values.includes(value) ? value : refuse(fill(words.usage.choice, { choices })),
  )
}

/** An option with some of a few values, separated by commas: an array. */
export function choicesOption(
  words: CliWords,
  flags: string,
  about: string,
  values: readonly string[],
): Option {
  const choices = values.join(', ')
  return new Option(flags, fill(about, { choices })).argParser((value) => {
    const given = value.split(',').map((one) => one.trim())
    return given.every((one) => values.includes(one))
      ? given
      : refuse(fill(words.usage.choice, { choices }))
  })
}

/** An option with a whole number from 1 to `max`. */
export const countOption = (words: CliWords, flags: string, about: string, max: number): Option =>
  new Option(flags, fill(about, { max })).argParser((value) => {
    const count = Number(value)
    const fits = /^\d+$/.test(value) && count >= 1 && count <= max
    return fits ? count : refuse(fill(words.usage.count, { max }))
  })

/** An option with a point in time: a Date. */
export const instantOption = (words: CliWords, flags: string, about: string): Option =>
  new Option(flags, about).argParser((value) => readInstant(value) ?? refuse(words.usage.time))

/** An option that may be repeated: an array of texts, absent when it is not given. */
export const repeatedOption = (flags: string, about: string): Option =>
  new Option(flags, about).argParser((value: string, before?: string[]) => [
    ...(before ?? []),
    value,
  ])

export function refuse(why: string): never {
  throw new InvalidArgumentError(why)
}
