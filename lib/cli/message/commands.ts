import type { Command } from 'commander'
import { messageStatuses, settlements } from '#lib/messages/status.ts'
import type { Cli } from '../cli.ts'
import { addVerb, choiceOption, choicesOption, countOption } from '../command.ts'

export function addMessageVerbs(noun: Command, cli: Cli): void {
  const { words } = cli
  const { options } = words
  addVerb(noun, cli, {
    name: 'list',
    about: words.verbs.messageList,
    examples: [
      'message list --phone 13800138000',
      'message list --batch 0f8fad5b-d9cb-469f-a165-70867728950e --status failed,unknown --json',
      'message list --channel main --from 2026-11-01 --to 2026-11-21 --limit 500 --json',
    ],
  })
    .option('--batch <batch>', options.ofBatch)
    .option('--phone <phone>', options.phone)
    .addOption(choicesOption(words, '--status <statuses>', options.status, messageStatuses))
    .option('--channel <channel>', options.ofChannel)
    .option('--template <template>', options.ofTemplate)
    .option('--from <time>', options.from)
    .option('--to <time>', options.to)
    .addOption(countOption(words, '--limit <count>', options.limit, 500))
    .option('--cursor <next>', options.cursor)
    .option('--reveal', options.reveal)
    .action(cli.act(async () => (await import('./list.ts')).messageList))
  addVerb(noun, cli, {
    name: 'records',
    about: words.verbs.messageRecords,
    examples: ['message records 1027', 'message records 1027 --json'],
  })
    .argument('<message>', words.args.message)
    .action(cli.act(async () => (await import('./records.ts')).messageRecords))
  addVerb(noun, cli, {
    name: 'settle',
    about: words.verbs.messageSettle,
    examples: [
      'message settle 1027 --as delivered --reason 已电话核实',
      'message settle 1027 --as queued --reason 供应商确认未接收',
    ],
  })
    .argument('<message>', words.args.message)
    .addOption(
      choiceOption(words, '--as <what>', options.settleAs, settlements).makeOptionMandatory(),
    )
    .option('--reference <reference>', options.settleCall)
    .requiredOption('--reason <reason>', options.settleReason)
    .action(cli.act(async () => (await import('./settle.ts')).messageSettle))
}
