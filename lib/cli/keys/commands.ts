import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { addVerb } from '../command.ts'

export function addKeysVerbs(noun: Command, cli: Cli): void {
  const { verbs, notes } = cli.words
  addVerb(noun, cli, {
    name: 'list',
    about: verbs.keysList,
    examples: ['keys list', 'keys list --json'],
  }).action(cli.act(async () => (await import('./list.ts')).keysList))
  addVerb(noun, cli, {
    name: 'rotate',
    about: verbs.keysRotate,
    examples: ['keys rotate'],
    notes: notes.keysRotate,
  }).action(cli.act(async () => (await import('./rotate.ts')).keysRotate))
}
