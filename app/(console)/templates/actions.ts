'use server'
import { CheckWordsInput, checkWords } from '#lib/channels/check-words.ts'
import { fill } from '#lib/i18n/fill.ts'
import { problemTexts } from '#lib/providers/problem-texts.ts'
import type { Localized } from '#lib/providers/vocabulary.ts'
import { addTemplate } from '#lib/templates/add.ts'
import { checkTemplate } from '#lib/templates/check.ts'
import { removeTemplate } from '#lib/templates/remove.ts'
import {
  AddTemplateInput,
  CheckTemplateInput,
  SyncTemplatesInput,
  TemplateId,
  UpdateTemplateInput,
} from '#lib/templates/schemas.ts'
import { syncTemplates } from '#lib/templates/sync.ts'
import { updateTemplate } from '#lib/templates/update.ts'
import { action } from '#lib/web/action.ts'
import { readLocale } from '#lib/web/request-preferences.ts'

export const add = action('operator', AddTemplateInput, addTemplate)
export const update = action('operator', UpdateTemplateInput, updateTemplate)
export const remove = action('operator', TemplateId, removeTemplate)
export const sync = action('operator', SyncTemplatesInput, syncTemplates)
export const words = action('operator', CheckWordsInput, checkWords)

/** The rules a draft breaks, in the reader's words. */
export const check = action('operator', CheckTemplateInput, async (ctx, input) => {
  const locale = await readLocale()
  const texts: Record<string, Localized> = problemTexts
  const problems = await checkTemplate(ctx, input)
  return problems.map(({ field, code, params }) => ({
    field,
    message: fill(texts[code]?.[locale] ?? code, params ?? {}),
  }))
})
