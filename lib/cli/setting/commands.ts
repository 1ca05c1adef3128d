import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { addVerb } from '../command.ts'

export function addSettingVerbs(noun: Command, cli: Cli): void {
  const { verbs, args } = cli.words
  addVerb(noun, cli, {
    name: 'list',
    about: verbs.settingList,
    examples: ['setting list', 'setting list --json'],
  }).action(cli.act(async () => (await import('./list.ts')).settingList))
  addVerb(noun, cli, {
    name: 'set',
    about: verbs.settingSet,
    examples: ['setting set approvalThreshold=1000', 'setting set repeatHours=24'],
  })
    .argument('<key=value>', args.setting)
    .action(cli.act(async () => (await import('./set.ts')).settingSet))
}
