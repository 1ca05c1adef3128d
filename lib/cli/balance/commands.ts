import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { addVerb } from '../command.ts'

export function addBalanceVerbs(noun: Command, cli: Cli): void {
  addVerb(noun, cli, {
    name: 'list',
    about: cli.words.verbs.balanceList,
    examples: ['balance list', 'balance list --json'],
  }).action(cli.act(async () => (await import('./list.ts')).balanceList))
}
