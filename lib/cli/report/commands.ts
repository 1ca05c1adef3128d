import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { addVerb } from '../command.ts'

export function addReportVerbs(noun: Command, cli: Cli): void {
  const { verbs, args, notes } = cli.words
  addVerb(noun, cli, {
    name: 'read-again',
    about: verbs.reportReadAgain,
    examples: ['report read-again main'],
    notes: notes.reportReadAgain,
  })
    .argument('<channel>', args.channel)
    .action(cli.act(async () => (await import('./read-again.ts')).reportReadAgain))
}
