import type { Context } from '#lib/context.ts'
import type { Answer, Cli } from './cli.ts'
import { describeFailure } from './describe-failure.ts'
import { readLanguage } from './language.ts'
import { openCliContext } from './open.ts'
import { createProgram } from './program.ts'
import { cliWords } from './words.ts'

/** Runs one command of the process's own arguments; gives the exit status. Never throws. */
export async function runCli(argv: string[]): Promise<number> {
  const locale = readLanguage(argv, process.env)
  let opened: Promise<Context> | undefined
  let status = 0
  const cli: Cli = {
    locale,
    words: cliWords[locale],
    note: (text) => void process.stderr.write(`${text}\n`),
    context: () => {
      opened ??= openCliContext()
      return opened
    },
    act:
      (load) =>
      async (...given) => {
        // Commander gives the arguments, then the options, then the command itself.
        const [options] = given.slice(-2)
        const targets = given.slice(0, -2) as string[]
        const answer = await (await load())(cli, options as never, ...targets)
        print(answer, program.opts().json === true)
        status = answer.status ?? 0
      },
  }
  const program = await createProgram(cli, argv)
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    const failure = await describeFailure(cli, error)
    if (failure.text) cli.note(failure.text)
    status = failure.status
  }
  await opened?.then(
    (ctx) => ctx.db.$client.end(),
    () => undefined, // It never opened, which was said above.
  )
  return status
}

function print({ json, text }: Answer, asJson: boolean): void {
  const said = asJson ? JSON.stringify(json) : text
  if (said) process.stdout.write(`${said}\n`)
}
