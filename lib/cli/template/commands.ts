import type { Command } from 'commander'
import { fill } from '#lib/i18n/fill.ts'
import { listFields } from '#lib/providers/fields.ts'
import { getProvider, vendors } from '#lib/providers/registry.ts'
import { templateSettingsOf } from '#lib/providers/template-settings.ts'
import { categories, reviewStatuses } from '#lib/templates/review.ts'
import type { Cli } from '../cli.ts'
import { addVerb, choiceOption, countOption, repeatedOption } from '../command.ts'
import { describeFields } from '../describe-fields.ts'

export function addTemplateVerbs(noun: Command, cli: Cli): void {
  addAdd(noun, cli)
  addUpdate(noun, cli)
  addRemove(noun, cli)
  addList(noun, cli)
  const { verbs, options } = cli.words
  addVerb(noun, cli, {
    name: 'sync',
    about: verbs.templateSync,
    examples: ['template sync', 'template sync --channel second'],
  })
    .option('--channel <channel>', options.ofChannel)
    .action(cli.act(async () => (await import('./sync.ts')).templateSync))
}

function describeSettings({ words, locale }: Cli): string {
  const own = vendors.flatMap((vendor) => {
    const fields = templateSettingsOf(getProvider(vendor))
    return fields ? describeFields(vendor, listFields(fields), locale) : []
  })
  return fill(words.notes.templateSettings, { list: own.join('\n') })
}

function addAdd(noun: Command, cli: Cli): void {
  const { words } = cli
  const { options } = words
  addVerb(noun, cli, {
    name: 'add',
    about: words.verbs.templateAdd,
    examples: [
      "template add --channel main --title 入账通知 --signature 云通信 --category notification --text '{姓名}您好，本次收入{金额}元。' --vendor-id 860000000000000001",
      "template add --channel second --title 活动 --signature 云通信 --category marketing --text '{姓名}您好，新品八折，退订回T' --set signLocation=top",
    ],
    notes: describeSettings(cli),
  })
    .requiredOption('--channel <channel>', options.channel)
    .requiredOption('--title <title>', options.title)
    .requiredOption('--signature <signature>', options.signature)
    .addOption(
      choiceOption(
        words,
        '--category <category>',
        options.category,
        categories,
      ).makeOptionMandatory(),
    )
    .requiredOption('--text <text>', options.text)
    .option('--vendor-id <id>', options.vendorId)
    .addOption(repeatedOption('--set <key=value>', options.set))
    .action(cli.act(async () => (await import('./add.ts')).templateAdd))
}

function addUpdate(noun: Command, cli: Cli): void {
  const { words } = cli
  const { options } = words
  addVerb(noun, cli, {
    name: 'update',
    about: words.verbs.templateUpdate,
    examples: [
      "template update 入账通知 --channel main --text '{姓名}您好，本次收入{金额}元，请查收。' --yes",
      'template update 活动 --channel second --title 新品活动 --set signLocation=bottom',
    ],
    notes: `${words.notes.templateUpdate}\n\n${describeSettings(cli)}`,
  })
    .argument('<template>', words.args.template)
    .requiredOption('--channel <channel>', options.channel)
    .option('--title <title>', options.newTitle)
    .option('--signature <signature>', options.signature)
    .addOption(choiceOption(words, '--category <category>', options.category, categories))
    .option('--text <text>', options.text)
    .option('--vendor-id <id>', options.vendorId)
    .addOption(repeatedOption('--set <key=value>', options.set))
    .option('--yes', options.reviewYes)
    .action(cli.act(async () => (await import('./update.ts')).templateUpdate))
}

function addRemove(noun: Command, cli: Cli): void {
  const { verbs, args, options } = cli.words
  addVerb(noun, cli, {
    name: 'remove',
    about: verbs.templateRemove,
    examples: ['template remove 入账通知 --channel main --yes'],
  })
    .argument('<template>', args.template)
    .requiredOption('--channel <channel>', options.channel)
    .option('--yes', options.eraseYes)
    .action(cli.act(async () => (await import('./remove.ts')).templateRemove))
}

function addList(noun: Command, cli: Cli): void {
  const { words } = cli
  const { options } = words
  addVerb(noun, cli, {
    name: 'list',
    about: words.verbs.templateList,
    examples: ['template list --channel main', 'template list --review approved --json'],
  })
    .option('--channel <channel>', options.ofChannel)
    .addOption(choiceOption(words, '--review <status>', options.review, reviewStatuses))
    .addOption(countOption(words, '--limit <count>', options.limit, 200))
    .option('--cursor <next>', options.cursor)
    .action(cli.act(async () => (await import('./list.ts')).templateList))
}
