import type { Command } from 'commander'
import { roles } from '#lib/auth/roles.ts'
import type { Cli } from '../cli.ts'
import { addVerb, choiceOption } from '../command.ts'

export function addUserVerbs(noun: Command, cli: Cli): void {
  const { words } = cli
  const { options } = words
  addVerb(noun, cli, {
    name: 'add',
    about: words.verbs.userAdd,
    examples: [
      'user add --email li@example.com --name 李四 --role operator',
      'user add --email li@example.com --name 李四 --role viewer --password-file -',
    ],
  })
    .requiredOption('--email <email>', options.email)
    .requiredOption('--name <name>', options.userName)
    .addOption(choiceOption(words, '--role <role>', options.role, roles).makeOptionMandatory())
    .option('--password-file <file>', options.passwordFile)
    .action(cli.act(async () => (await import('./add.ts')).userAdd))
}
