'use server'
import { addChannel } from '#lib/channels/add.ts'
import { archiveChannel } from '#lib/channels/archive.ts'
import { diagnoseChannel } from '#lib/channels/diagnose.ts'
import { explainStep } from '#lib/channels/diagnosis/explain-step.ts'
import { explainTrouble } from '#lib/channels/explain-trouble.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { pauseChannel } from '#lib/channels/pause.ts'
import { resumeChannel } from '#lib/channels/resume.ts'
import { revealCallback } from '#lib/channels/reveal-callback.ts'
import { endOldCallback, rotateCallback } from '#lib/channels/rotate-callback.ts'
import {
  AddChannelInput,
  CallbackSourcesInput,
  ChannelId,
  RotateCallbackInput,
  UpdateChannelInput,
} from '#lib/channels/schemas.ts'
import { setCallbackSources } from '#lib/channels/set-callback-sources.ts'
import { testChannel } from '#lib/channels/test.ts'
import { updateChannel } from '#lib/channels/update.ts'
import { askStatistics } from '#lib/statistics/ask.ts'
import { StatisticsAsk } from '#lib/statistics/range.ts'
import { action } from '#lib/web/action.ts'
import { readLocale } from '#lib/web/request-preferences.ts'

export const add = action('administrator', AddChannelInput, addChannel)
export const update = action('administrator', UpdateChannelInput, updateChannel)
export const pause = action('administrator', ChannelId, pauseChannel)
export const resume = action('administrator', ChannelId, resumeChannel)
export const archive = action('administrator', ChannelId, archiveChannel)
export const rotate = action('administrator', RotateCallbackInput, rotateCallback)
export const endOld = action('administrator', ChannelId, endOldCallback)
export const limitSources = action('administrator', CallbackSourcesInput, setCallbackSources)
export const reveal = action('operator', ChannelId, revealCallback)
export const test = action('operator', ChannelId, async (ctx, input) => {
  const result = await testChannel(ctx, input)
  if (result.ok) return result
  const { vendor } = await loadChannel(ctx.db, input.id)
  return { ...result, words: explainTrouble(vendor, result.trouble, await readLocale()) }
})

export const diagnose = action('operator', ChannelId, async (ctx, input) => {
  const [{ at, vendor, steps }, locale] = await Promise.all([
    diagnoseChannel(ctx, input),
    readLocale(),
  ])
  return { at, steps: steps.map((step) => explainStep(vendor, step, locale)) }
})
export const statistics = action('operator', StatisticsAsk, askStatistics)
