import type { Command } from 'commander'
import type { StopList } from '#lib/stop-lists/lists.ts'
import type { Cli } from '../cli.ts'
import { addVerb } from '../command.ts'

type About = { list: StopList; importAbout: string; exportAbout: string }

/** `import` and `export` of a list of phones, the same for both lists. */
export function addListFileVerbs(noun: Command, cli: Cli, about: About): void {
  const { options } = cli.words
  addVerb(noun, cli, {
    name: 'import',
    about: about.importAbout,
    examples: [`${noun.name()} import --file phones.csv --reason "…"`],
  })
    .requiredOption('--file <file>', options.phoneFile)
    .requiredOption('--reason <text>', options.listReason)
    .action(cli.act(async () => (await import('./files.ts')).importVerb(about.list)))
  addVerb(noun, cli, {
    name: 'export',
    about: about.exportAbout,
    examples: [`${noun.name()} export --file phones.csv`],
  })
    .requiredOption('--file <file>', options.exportFile)
    .action(cli.act(async () => (await import('./files.ts')).exportVerb(about.list)))
}
