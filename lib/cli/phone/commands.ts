import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { addVerb } from '../command.ts'

export function addPhoneVerbs(noun: Command, cli: Cli): void {
  const { verbs, args, options, notes } = cli.words
  addVerb(noun, cli, {
    name: 'erase',
    about: verbs.phoneErase,
    examples: ['phone erase 13800138000 --reason "asked by letter" --yes'],
    notes: notes.phoneErase,
  })
    .argument('<phone>', args.phone)
    .option('--reason <text>', options.eraseReason)
    .option('--yes', options.eraseYes)
    .action(cli.act(async () => (await import('./erase.ts')).phoneErase))
}
