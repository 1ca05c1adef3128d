import { diagnoseChannel } from '#lib/channels/diagnose.ts'
import { type ExplainedStep, explainStep } from '#lib/channels/diagnosis/explain-step.ts'
import type { Answer, Cli } from '../cli.ts'
import { requireChannel } from './find.ts'

/** Each step with what was seen and what to do. Exit status 1 when a step is not well. */
export async function channelDiagnose(cli: Cli, _options: unknown, name: string): Promise<Answer> {
  const ctx = await cli.context()
  const channel = await requireChannel(ctx, name)
  const { at, vendor, steps } = await diagnoseChannel(ctx, { id: channel.id })
  const told = steps.map((step) => explainStep(vendor, step, cli.locale))
  const ok = told.every(({ state }) => state !== 'bad')
  const { messages } = await import('#lib/i18n/messages.ts')
  const words = messages[cli.locale].diagnosis.state
  return {
    json: { channel: channel.name, at, ok, steps: told },
    text: told.map((step) => writeStep(step, words)).join('\n'),
    status: ok ? 0 : 1,
  }
}

const marks = { ok: '✓', info: '·', warn: '!', bad: '✗' } as const

function writeStep(
  { state, title, text, advice, raw }: ExplainedStep,
  words: Record<ExplainedStep['state'], string>,
): string {
  const lines = [text, advice && `→ ${advice}`, raw].filter(Boolean)
  return [`${marks[state]} ${title} [${words[state]}]`, ...lines.map((line) => `    ${line}`)].join(
    '\n',
  )
}
