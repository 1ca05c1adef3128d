import type { Command } from 'commander'
import { fill } from '#lib/i18n/fill.ts'
import { listFields } from '#lib/providers/fields.ts'
import { getProvider, vendors } from '#lib/providers/registry.ts'
import type { Cli } from '../cli.ts'
import { addVerb, choiceOption, instantOption, repeatedOption } from '../command.ts'
import { describeFields } from '../describe-fields.ts'
import { commonSettings } from './read-settings.ts'

export function addChannelVerbs(noun: Command, cli: Cli): void {
  const { verbs, args } = cli.words
  addAdd(noun, cli)
  addSet(noun, cli)
  addVerb(noun, cli, {
    name: 'list',
    about: verbs.channelList,
    examples: ['channel list', 'channel list --json'],
  }).action(cli.act(async () => (await import('./list.ts')).channelList))
  const ofOne = (name: string, about: string) =>
    addVerb(noun, cli, { name, about, examples: [`channel ${name} main`] }).argument(
      '<channel>',
      args.channel,
    )
  ofOne('show', verbs.channelShow).action(
    cli.act(async () => (await import('./show.ts')).channelShow),
  )
  ofOne('test', verbs.channelTest).action(
    cli.act(async () => (await import('./test-verb.ts')).channelTest),
  )
  ofOne('diagnose', verbs.channelDiagnose).action(
    cli.act(async () => (await import('./diagnose.ts')).channelDiagnose),
  )
  addQuestions(noun, cli)
  ofOne('pause', verbs.channelPause).action(
    cli.act(async () => (await import('./set-state.ts')).channelPause),
  )
  ofOne('resume', verbs.channelResume).action(
    cli.act(async () => (await import('./set-state.ts')).channelResume),
  )
}

function addAdd(noun: Command, cli: Cli): void {
  const { words } = cli
  const { options } = words
  addVerb(noun, cli, {
    name: 'add',
    about: words.verbs.channelAdd,
    examples: [
      'channel add --vendor infocloud --name main --credentials key.json --set price=0.045',
      'channel add --vendor upyun --name second --credentials -',
    ],
    notes: describeSettings(cli),
  })
    .addOption(
      choiceOption(words, '--vendor <vendor>', options.vendor, vendors).makeOptionMandatory(),
    )
    .requiredOption('--name <name>', options.channelName)
    .option('--base-url <url>', options.baseUrl)
    .requiredOption('--credentials <file>', options.credentials)
    .addOption(repeatedOption('--set <key=value>', options.set))
    .action(cli.act(async () => (await import('./add.ts')).channelAdd))
}

function addSet(noun: Command, cli: Cli): void {
  const { words } = cli
  const { options } = words
  addVerb(noun, cli, {
    name: 'set',
    about: words.verbs.channelSet,
    examples: [
      'channel set main --set price=0.05 --set quietHours=21:00-08:00',
      'channel set main --set callsPerSecond= --name first',
      'channel set second --credentials key.json --base-url https://sms-api.upyun.com',
    ],
    notes: `${words.notes.channelSet}\n\n${describeSettings(cli)}`,
  })
    .argument('<channel>', words.args.channel)
    .option('--name <name>', options.newName)
    .option('--base-url <url>', options.newBaseUrl)
    .option('--credentials <file>', options.credentials)
    .addOption(repeatedOption('--set <key=value>', options.set))
    .action(cli.act(async () => (await import('./set.ts')).channelSet))
}

/** What some vendors can be asked. */
function addQuestions(noun: Command, cli: Cli): void {
  const { words } = cli
  addVerb(noun, cli, {
    name: 'statistics',
    about: words.verbs.channelStatistics,
    examples: [
      'channel statistics main',
      'channel statistics main --from 2026-11-01 --to 2026-11-21 --json',
    ],
  })
    .argument('<channel>', words.args.channel)
    .addOption(instantOption(words, '--from <day>', words.options.fromDay))
    .addOption(instantOption(words, '--to <day>', words.options.toDay))
    .action(cli.act(async () => (await import('./statistics.ts')).channelStatistics))
  addVerb(noun, cli, {
    name: 'check-words',
    about: words.verbs.channelCheckWords,
    examples: ["channel check-words main --text '您好，您的订单已发货。'"],
  })
    .argument('<channel>', words.args.channel)
    .addOption(repeatedOption('--text <text>', words.options.checkText).makeOptionMandatory())
    .action(cli.act(async () => (await import('./check-words.ts')).channelCheckWords))
}

function describeSettings({ words, locale }: Cli): string {
  const credentials = vendors.map(
    (vendor) => `  ${vendor}: ${Object.keys(getProvider(vendor).credentials.shape).join(', ')}`,
  )
  const own = vendors.flatMap((vendor) =>
    describeFields(vendor, listFields(getProvider(vendor).settings), locale),
  )
  const common = `  ${commonSettings.map(({ name }) => name).join(', ')}`
  return [
    fill(words.notes.credentials, { list: credentials.join('\n') }),
    fill(words.notes.channelSettings, { common, list: own.join('\n') }),
  ].join('\n\n')
}
