import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { addVerb, choiceOption, countOption } from '../command.ts'
import { addListFileVerbs } from '../stop-list/commands.ts'

export function addBlocklistVerbs(noun: Command, cli: Cli): void {
  const { words } = cli
  const { options, verbs, args } = words
  addVerb(noun, cli, {
    name: 'list',
    about: verbs.blocklistList,
    examples: ['blocklist list', 'blocklist list --phone 13800138000 --state all'],
  })
    .option('--phone <phone>', options.phone)
    .addOption(
      choiceOption(words, '--state <state>', options.entryState, ['active', 'undone', 'all']),
    )
    .addOption(countOption(words, '--limit <count>', options.limit, 500))
    .option('--cursor <next>', options.cursor)
    .action(cli.act(async () => (await import('./list.ts')).blocklistList))
  for (const [name, about] of [
    ['add', verbs.blocklistAdd],
    ['undo', verbs.blocklistUndo],
  ] as const)
    addVerb(noun, cli, {
      name,
      about,
      examples: [`blocklist ${name} 13800138000 --reason "…"`],
    })
      .argument('<phone>', args.phone)
      .requiredOption('--reason <text>', options.listReason)
      .action(cli.act(async () => (await import('./change.ts')).blocklistVerbs[name]))
  addListFileVerbs(noun, cli, {
    list: 'blocklist',
    importAbout: verbs.blocklistImport,
    exportAbout: verbs.blocklistExport,
  })
}
