import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { addVerb, countOption } from '../command.ts'

export function addInboundVerbs(noun: Command, cli: Cli): void {
  const { words } = cli
  const { options } = words
  addVerb(noun, cli, {
    name: 'list',
    about: words.verbs.inboundList,
    examples: ['inbound list', 'inbound list --channel main --from 2026-11-21 --json'],
  })
    .option('--phone <phone>', options.phone)
    .option('--channel <channel>', options.ofChannel)
    .option('--from <time>', options.from)
    .option('--to <time>', options.to)
    .addOption(countOption(words, '--limit <count>', options.limit, 500))
    .option('--cursor <next>', options.cursor)
    .option('--reveal', options.reveal)
    .action(cli.act(async () => (await import('./list.ts')).inboundList))
}
