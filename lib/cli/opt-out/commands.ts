import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { addVerb, countOption } from '../command.ts'
import { addListFileVerbs } from '../stop-list/commands.ts'

export function addOptOutVerbs(noun: Command, cli: Cli): void {
  const { words } = cli
  const { options, verbs, args } = words
  addVerb(noun, cli, {
    name: 'list',
    about: verbs.optOutList,
    examples: ['optout list', 'optout list --phone 13800138000'],
  })
    .option('--phone <phone>', options.phone)
    .addOption(countOption(words, '--limit <count>', options.limit, 500))
    .option('--cursor <next>', options.cursor)
    .action(cli.act(async () => (await import('./list.ts')).optOutList))
  addVerb(noun, cli, {
    name: 'add',
    about: verbs.optOutAdd,
    examples: ['optout add 13800138000 --reason "asked by telephone"'],
  })
    .argument('<phone>', args.phone)
    .requiredOption('--reason <text>', options.reason)
    .action(cli.act(async () => (await import('./add.ts')).optOutAdd))
  addListFileVerbs(noun, cli, {
    list: 'optOut',
    importAbout: verbs.optOutImport,
    exportAbout: verbs.optOutExport,
  })
}
