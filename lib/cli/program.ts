import { Command } from 'commander'
import { locales } from '#lib/i18n/locales.ts'
import type { Cli } from './cli.ts'
import { addExamples, addVerb, choiceOption } from './command.ts'
import type { CliWords } from './words.ts'

type AddVerbs = (noun: Command, cli: Cli) => void
type Noun = { about: keyof CliWords['nouns']; examples: string[]; load(): Promise<AddVerbs> }

/** Only the nouns that the arguments name are loaded: some bring every vendor with them. */
const nouns: Record<string, Noun> = {
  channel: {
    about: 'channel',
    examples: ['channel list', 'channel show main', 'channel add --help'],
    load: async () => (await import('./channel/commands.ts')).addChannelVerbs,
  },
  template: {
    about: 'template',
    examples: ['template list --channel main', 'template sync', 'template add --help'],
    load: async () => (await import('./template/commands.ts')).addTemplateVerbs,
  },
  batch: {
    about: 'batch',
    examples: ['batch list --state sending,paused', 'batch send --help'],
    load: async () => (await import('./batch/commands.ts')).addBatchVerbs,
  },
  message: {
    about: 'message',
    examples: ['message list --phone 13800138000', 'message list --help'],
    load: async () => (await import('./message/commands.ts')).addMessageVerbs,
  },
  inbound: {
    about: 'inbound',
    examples: ['inbound list --limit 20', 'inbound list --help'],
    load: async () => (await import('./inbound/commands.ts')).addInboundVerbs,
  },
  report: {
    about: 'report',
    examples: ['report read-again main'],
    load: async () => (await import('./report/commands.ts')).addReportVerbs,
  },
  optout: {
    about: 'optOut',
    examples: ['optout list', 'optout add 13800138000 --reason "asked by telephone"'],
    load: async () => (await import('./opt-out/commands.ts')).addOptOutVerbs,
  },
  balance: {
    about: 'balance',
    examples: ['balance list', 'balance list --json'],
    load: async () => (await import('./balance/commands.ts')).addBalanceVerbs,
  },
  user: {
    about: 'user',
    examples: ['user add --email li@example.com --name 李四 --role operator'],
    load: async () => (await import('./user/commands.ts')).addUserVerbs,
  },
  blocklist: {
    about: 'blocklist',
    examples: ['blocklist list', 'blocklist add 13800138000 --reason "threatened us"'],
    load: async () => (await import('./blocklist/commands.ts')).addBlocklistVerbs,
  },
  phone: {
    about: 'phone',
    examples: ['phone erase 13800138000 --reason "asked by letter" --yes'],
    load: async () => (await import('./phone/commands.ts')).addPhoneVerbs,
  },
  audit: {
    about: 'audit',
    examples: ['audit verify'],
    load: async () => (await import('./audit/commands.ts')).addAuditVerbs,
  },
  keys: {
    about: 'keys',
    examples: ['keys list', 'keys rotate'],
    load: async () => (await import('./keys/commands.ts')).addKeysVerbs,
  },
  setting: {
    about: 'setting',
    examples: ['setting list', 'setting set approvalThreshold=1000'],
    load: async () => (await import('./setting/commands.ts')).addSettingVerbs,
  },
}

const examples = [
  'channel add --vendor infocloud --name main --credentials key.json --set price=0.045',
  'batch send --channel main --template 入账通知 --file people.csv --dry-run',
  'batch send --channel main --template 入账通知 --file people.csv --yes --wait',
  'message list --status failed,unknown --json',
]

/** The whole grammar, in the language of `cli`. Errors are thrown as CommanderError, not printed. */
export async function createProgram(cli: Cli, argv: string[]): Promise<Command> {
  const { words } = cli
  const program = new Command('sms')
    .description(words.about)
    .helpOption('-h, --help', words.options.help)
    .helpCommand(`help [${words.args.noun}]`, words.verbs.help)
    .option('--json', words.options.json)
    .addOption(choiceOption(words, '--lang <language>', words.options.lang, locales))
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => translateTitle(words, title) })
  for (const [name, { about, examples, load }] of Object.entries(nouns)) {
    const noun = program.command(name).description(words.nouns[about])
    addExamples(noun, cli, examples)
    if (argv.includes(name)) (await load())(noun, cli)
  }
  const health = { name: 'health', about: words.verbs.health, examples: ['health --json'] }
  addVerb(program, cli, health).action(
    cli.act(async () => (await import('./health/ask.ts')).health),
  )
  return addExamples(program, cli, examples, words.notes.exit)
}

function translateTitle({ headings }: CliWords, title: string): string {
  const titles: Record<string, string> = {
    'Usage:': headings.usage,
    'Arguments:': headings.arguments,
    'Options:': headings.options,
    'Global Options:': headings.global,
    'Commands:': headings.commands,
  }
  return titles[title] ?? title
}
