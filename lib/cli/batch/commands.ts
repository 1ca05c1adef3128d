import type { Command } from 'commander'
import { batchStates } from '#lib/batches/types.ts'
import type { Cli } from '../cli.ts'
import { addVerb, choiceOption, choicesOption, countOption, instantOption } from '../command.ts'

export function addBatchVerbs(noun: Command, cli: Cli): void {
  addSend(noun, cli)
  addList(noun, cli)
  const { verbs, args } = cli.words
  const ofOne = (name: string, about: string) =>
    addVerb(noun, cli, {
      name,
      about,
      examples: [`batch ${name} 0f8fad5b-d9cb-469f-a165-70867728950e`],
    }).argument('<batch>', args.batch)
  ofOne('show', verbs.batchShow).action(cli.act(async () => (await import('./show.ts')).batchShow))
  const load = () => import('./change.ts')
  ofOne('pause', verbs.batchPause).action(cli.act(async () => (await load()).batchPause))
  ofOne('resume', verbs.batchResume).action(cli.act(async () => (await load()).batchResume))
  ofOne('abort', verbs.batchAbort).action(cli.act(async () => (await load()).batchAbort))
  ofOne('cancel', verbs.batchCancel).action(cli.act(async () => (await load()).batchCancel))
  addAgain(noun, cli)
}

/** A new batch of those whom an old one did not reach. */
function addAgain(noun: Command, cli: Cli): void {
  const { verbs, args, options } = cli.words
  const again = (name: string, about: string) =>
    addVerb(noun, cli, {
      name,
      about,
      examples: [`batch ${name} 0f8fad5b-d9cb-469f-a165-70867728950e --yes`],
    })
      .argument('<batch>', args.batch)
      .option('--yes', options.yes)
      .option('--wait', options.wait)
  const load = () => import('./again.ts')
  again('rest', verbs.batchRest).action(cli.act(async () => (await load()).batchRest))
  again('retry', verbs.batchRetry).action(cli.act(async () => (await load()).batchRetry))
}

function addSend(noun: Command, cli: Cli): void {
  const { words } = cli
  const { options, notes } = words
  addVerb(noun, cli, {
    name: 'send',
    about: words.verbs.batchSend,
    examples: [
      'batch send --channel main --template 入账通知 --file people.csv --dry-run --json',
      'batch send --channel main --template 入账通知 --file people.xlsx --at 2026-11-21T18:00 --yes',
      'batch send --channel main --template 入账通知 --file people.csv --at 2026-11-21T18:00 --hold vendor --yes',
      'batch send --channel main --template 入账通知 --file people.csv --yes --wait',
      'batch send --channel main --template 入账通知 --file people.csv --yes --once payday-2026-11',
    ],
    notes: `${notes.batchReasons}\n\n${notes.batchStatus}`,
  })
    .requiredOption('--channel <channel>', options.channel)
    .requiredOption('--template <template>', options.template)
    .requiredOption('--file <file>', options.file)
    .option('--name <name>', options.batchName)
    .addOption(instantOption(words, '--at <time>', options.at))
    .addOption(choiceOption(words, '--hold <who>', options.hold, ['console', 'vendor']))
    .option('--dry-run', options.dryRun)
    .option('--yes', options.yes)
    .option('--wait', options.wait)
    .option('--once <key>', options.once)
    .option('--allow-repeat', options.allowRepeat)
    .option('--reveal', options.reveal)
    .action(cli.act(async () => (await import('./send.ts')).batchSend))
}

function addList(noun: Command, cli: Cli): void {
  const { words } = cli
  const { options } = words
  addVerb(noun, cli, {
    name: 'list',
    about: words.verbs.batchList,
    examples: ['batch list', 'batch list --state sending,paused --channel main'],
  })
    .option('--channel <channel>', options.ofChannel)
    .addOption(choicesOption(words, '--state <states>', options.state, batchStates))
    .addOption(countOption(words, '--limit <count>', options.limit, 500))
    .option('--cursor <next>', options.cursor)
    .action(cli.act(async () => (await import('./list.ts')).batchList))
}
