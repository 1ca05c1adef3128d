import { pauseChannel } from '#lib/channels/pause.ts'
import { resumeChannel } from '#lib/channels/resume.ts'
import { fill } from '#lib/i18n/fill.ts'
import type { Answer, Cli } from '../cli.ts'
import { requireChannel } from './find.ts'

export async function channelPause(cli: Cli, _options: unknown, name: string): Promise<Answer> {
  const ctx = await cli.context()
  const channel = await requireChannel(ctx, name)
  await pauseChannel(ctx, { id: channel.id })
  const text = fill(cli.words.says.channelPaused, { name: channel.name })
  return { json: { id: channel.id, name: channel.name, state: 'paused' }, text }
}

export async function channelResume(cli: Cli, _options: unknown, name: string): Promise<Answer> {
  const ctx = await cli.context()
  const channel = await requireChannel(ctx, name)
  await resumeChannel(ctx, { id: channel.id })
  const text = fill(cli.words.says.channelResumed, { name: channel.name })
  return { json: { id: channel.id, name: channel.name, state: 'active' }, text }
}
